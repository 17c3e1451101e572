using CollabLLM.Inference.Engine;

namespace CollabLLM.Bench.Engine;

/// <summary>A reply and the times between its tokens.</summary>
/// <param name="GapsMs">By the clock on the wall.</param>
/// <param name="GapsCpuMs">CPU time of the whole process: what the engine did between two tokens, however long others held the processor.</param>
internal sealed record TimedReply(int[] Ids, GenerationOutcome Outcome, double[] GapsMs, double[] GapsCpuMs);

namespace CollabLLM.Inference.Engine;

internal sealed record SchedulerLimits(int MaxRows, int ScoringRowsBesideInteractive, int ChunkTokens, double JoinStall, int ContextLength);

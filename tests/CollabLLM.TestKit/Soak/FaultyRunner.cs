using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Engine.Attention;

namespace CollabLLM.TestKit.Soak;

/// <summary>A runner that breaks at random: now and then a step throws, now and then one line of logits holds NaN.</summary>
internal sealed class FaultyRunner(IStepRunner inner, int seed) : IStepRunner
{
    private const int StepsPerFault = 400;
    private const int StepsPerBrokenLine = 60;

    private readonly Random random = new(seed);

    public PageShape Shape => inner.Shape;

    public int Vocabulary => inner.Vocabulary;

    public Span<float> Run(IReadOnlyList<StepRow> rows, ReadOnlySpan<int> tokens, ReadOnlySpan<int> wanted)
    {
        if (random.Next(StepsPerFault) == 0) throw new InvalidOperationException("The soak broke this step.");
        var logits = inner.Run(rows, tokens, wanted);
        if (random.Next(StepsPerBrokenLine) == 0) logits[(random.Next(wanted.Length) * Vocabulary) + random.Next(Vocabulary)] = float.NaN;
        return logits;
    }

    public void Dispose() => inner.Dispose();
}

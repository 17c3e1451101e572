using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Engine.Attention;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>A runner whose next token is the last one plus one, with faults at wish: token 50 is followed by NaN, token 51 by a fault of the runtime.</summary>
internal sealed class ScriptedRunner : IStepRunner
{
    public const int NotANumberAfter = 50;
    public const int FaultAfter = 51;

    private float[] logits = [];

    public PageShape Shape { get; } = new(1, 1, 16);

    public int Vocabulary => 64;

    public int Steps { get; private set; }

    /// <summary>Called before each step, on the engine's thread.</summary>
    public Action<IReadOnlyList<StepRow>> BeforeStep { get; set; } = static _ => { };

    public Span<float> Run(IReadOnlyList<StepRow> rows, ReadOnlySpan<int> tokens, ReadOnlySpan<int> wanted)
    {
        Steps++;
        BeforeStep(rows);
        logits = new float[wanted.Length * Vocabulary];
        for (var i = 0; i < wanted.Length; i++)
        {
            var last = tokens[wanted[i]];
            if (last == FaultAfter) throw new InvalidOperationException("scripted fault");
            logits[(i * Vocabulary) + ((last + 1) % NotANumberAfter)] = last == NotANumberAfter ? float.NaN : 1;
        }

        return logits;
    }

    public void Dispose()
    {
    }
}

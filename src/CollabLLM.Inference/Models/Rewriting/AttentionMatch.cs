using CollabLLM.Inference.Models.Onnx;

namespace CollabLLM.Inference.Models.Rewriting;

/// <summary>One attention found in a graph: where queries and new keys and values come from, and the value that its result replaces.</summary>
internal sealed record AttentionMatch(string Queries, string Keys, string Values, string Result, double Scale, double Softcap, bool TokenMajor)
{
    /// <summary>Rotary caches and kind where the operation applies positions itself: 0 no, 1 halves, 2 interleaved.</summary>
    public (string Cosines, string Sines, int Kind) Rotary { get; init; } = ("", "", 0);

    /// <summary>The window that the operation itself names; 0 is none.</summary>
    public int Window { get; init; }

    /// <summary>What is added to the scores, or chosen instead of them: the causal mask, and in it perhaps a window.</summary>
    public IReadOnlyList<string> Masks { get; init; } = [];
}

namespace CollabLLM.Inference.Engine.Attention;

/// <summary>Constants of one attention of a graph.</summary>
/// <param name="Softcap">Scores become cap x tanh(score / cap); 0 leaves them.</param>
/// <param name="Window">A token sees itself and the window - 1 tokens before it; 0 is all.</param>
/// <param name="TokenMajor">Queries, keys, values and output lie as [token][head][dimension]; otherwise as [head][token][dimension].</param>
internal sealed record AttentionShape(int Layer, int Heads, int KvHeads, int HeadSize, float Scale, float Softcap, int Window, bool TokenMajor)
{
    public int QueriesPerKvHead => Heads / KvHeads;

    /// <summary>Where a token's vector of one head begins, in floats.</summary>
    public nint Offset(int token, int head, int heads, int tokens) =>
        TokenMajor ? (((nint)token * heads) + head) * HeadSize : (((nint)head * tokens) + token) * HeadSize;
}

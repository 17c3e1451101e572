namespace CollabLLM.Inference.Engine.Attention;

/// <summary>
/// How a page of <see cref="Tokens"/> tokens lies in memory: by layer, then by key-value head, first the keys as [dimension][token], then the values as [token][dimension].
/// Keys lie across tokens so that one vector holds the same dimension of sixteen tokens and no sum runs within a vector.
/// </summary>
internal sealed record PageShape(int Layers, int KvHeads, int HeadSize)
{
    public const int Tokens = 16;

    /// <summary>Head size rounded up to whole vectors; the rest stays zero.</summary>
    public int Padded { get; } = (HeadSize + Tokens - 1) / Tokens * Tokens;

    /// <summary>Floats of the keys, and of the values, of one head of one layer.</summary>
    public int BlockFloats => Padded * Tokens;

    public nint Bytes => (nint)Layers * KvHeads * BlockFloats * 2 * sizeof(float);

    public unsafe float* Keys(nint page, int layer, int head) => (float*)page + (((nint)layer * KvHeads) + head) * BlockFloats * 2;

    public unsafe float* Values(nint page, int layer, int head) => Keys(page, layer, head) + BlockFloats;
}

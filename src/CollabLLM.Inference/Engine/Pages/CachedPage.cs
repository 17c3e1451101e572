namespace CollabLLM.Inference.Engine.Pages;

/// <summary>A page whose tokens are known, after the tokens of its parents. A page that is not full has no children.</summary>
internal sealed class CachedPage(CachedPage? parent, int[] tokens, nint memory)
{
    public CachedPage? Parent { get; } = parent;

    public int[] Tokens { get; } = tokens;

    public nint Memory { get; } = memory;

    public List<CachedPage> Children { get; } = [];

    /// <summary>Rows that read this page now.</summary>
    public int Users { get; set; }

    /// <summary>Of the cache's own count of uses, so that order needs no clock.</summary>
    public long LastUse { get; set; }

    public bool IsIdle => Users == 0 && Children.Count == 0;
}

using CollabLLM.Inference.Engine.Attention;

namespace CollabLLM.Inference.Engine.Pages;

/// <summary>
/// Pages by the tokens they hold, as a tree: whoever asks with a beginning that was computed before finds it, be it the next turn of a session,
/// another session with the same system prompt, or a forward simulation of the same conversation. The least recently used idle page goes first.
/// Called under the budget's lock.
/// </summary>
internal sealed class PrefixCache(PagePool pool)
{
    private static readonly Comparer<CachedPage> ByUse = Comparer<CachedPage>.Create((a, b) => a.LastUse.CompareTo(b.LastUse));

    private readonly CachedPage root = new(null, [], 0);
    private readonly SortedSet<CachedPage> idle = new(ByUse);

    public PagePool Pool { get; } = pool;

    /// <summary>The idle page that was used longest ago.</summary>
    public CachedPage? OldestIdle => idle.Min;

    public long Evictions { get; private set; }

    /// <summary>Pages that no row reads now, inner ones included.</summary>
    public int UnusedPages => Count(root);

    /// <summary>The longest computed beginning: full pages, then a page of which a part fits (to be copied), with how many of its tokens.</summary>
    public (List<CachedPage> Full, CachedPage? Partial, int PartialTokens) Find(ReadOnlySpan<int> tokens)
    {
        var full = new List<CachedPage>();
        var at = root;
        while (true)
        {
            var rest = tokens[(full.Count * PageShape.Tokens)..];
            var (best, common) = Longest(at, rest);
            if (best is null || common < PageShape.Tokens) return (full, best, common);
            full.Add(best);
            at = best;
        }
    }

    /// <summary>Enters a page that was computed. If the same page is there already, that one is returned and this memory is free again.</summary>
    public CachedPage Add(CachedPage? parent, ReadOnlySpan<int> tokens, nint memory)
    {
        var under = parent ?? root;
        foreach (var child in under.Children)
        {
            if (!tokens.SequenceEqual(child.Tokens)) continue;
            Pool.Return(memory);
            return child;
        }

        var page = new CachedPage(under, tokens.ToArray(), memory);
        idle.Remove(under);
        under.Children.Add(page);
        Touch(page);
        return page;
    }

    public void Pin(CachedPage page)
    {
        idle.Remove(page);
        page.Users++;
    }

    public void Unpin(CachedPage page)
    {
        page.Users--;
        Touch(page);
    }

    /// <summary>Drops the idle page that was used longest ago.</summary>
    public bool Evict()
    {
        if (idle.Min is not { } oldest) return false;
        Remove(oldest);
        Evictions++;
        return true;
    }

    /// <summary>Drops a page if nobody reads it and nothing follows it.</summary>
    public void Remove(CachedPage page)
    {
        if (!page.IsIdle || page.Parent is null) return;
        idle.Remove(page);
        page.Parent.Children.Remove(page);
        Pool.Return(page.Memory);
        // The parent keeps its own time of use, which is not later than its children's.
        if (page.Parent.IsIdle && page.Parent != root) idle.Add(page.Parent);
    }

    private void Touch(CachedPage page)
    {
        idle.Remove(page);
        page.LastUse = Pool.Budget.NextUse();
        if (page.IsIdle) idle.Add(page);
    }

    private static int Count(CachedPage page) => page.Children.Sum(child => (child.Users == 0 ? 1 : 0) + Count(child));

    private static (CachedPage? Page, int Common) Longest(CachedPage parent, ReadOnlySpan<int> tokens)
    {
        var (best, most) = ((CachedPage?)null, 0);
        foreach (var child in parent.Children)
        {
            var common = tokens.CommonPrefixLength(child.Tokens);
            if (common > most) (best, most) = (child, common);
        }

        return (best, most);
    }
}

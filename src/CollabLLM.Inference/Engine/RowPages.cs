using System.Runtime.InteropServices;
using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Pages;

namespace CollabLLM.Inference.Engine;

/// <summary>Gives rows their pages and takes them back. What a row computed stays known to the cache until its memory is needed, by this model or another.</summary>
internal sealed class RowPages(PagePool pool, PrefixCache cache)
{
    private readonly KvBudget budget = pool.Budget;

    /// <summary>Attaches the longest beginning that is already computed. The last token is always computed anew: its logits are wanted.</summary>
    public void Begin(Row row)
    {
        using var held = budget.Gate.EnterScope();
        var (full, partial, common) = cache.Find(CollectionsMarshal.AsSpan(row.Tokens)[..^1]);
        foreach (var page in full) Attach(row, page);
        row.Computed = full.Count * PageShape.Tokens;
        // Pinned while memory for its copy is sought, or that search could drop it.
        if (partial is not null && common > 0)
        {
            cache.Pin(partial);
            if (Take() is { } copy)
            {
                pool.Copy(partial.Memory, copy);
                row.Pages.Add(copy);
                row.Computed += common;
            }

            cache.Unpin(partial);
        }

        row.ReusedTokens ??= row.Computed;
    }

    /// <summary>Tokens of a beginning that <see cref="Begin"/> would find now.</summary>
    public int Known(IReadOnlyList<int> tokens)
    {
        using var held = budget.Gate.EnterScope();
        var (full, _, common) = cache.Find([.. tokens.Take(tokens.Count - 1)]);
        return (full.Count * PageShape.Tokens) + common;
    }

    /// <summary>Whether so many more tokens need more than the whole budget.</summary>
    public bool NeverFits(Row row, int tokens) => Needed(row, tokens) > pool.Limit;

    /// <summary>Makes room for so many more tokens; false when all memory is in use by rows.</summary>
    public bool Reserve(Row row, int tokens)
    {
        using var held = budget.Gate.EnterScope();
        var needed = Needed(row, tokens);
        while (row.Pages.Count < needed)
        {
            if (Take() is not { } page) return false;
            row.Pages.Add(page);
        }

        return true;
    }

    /// <summary>Makes the pages that became full known to the cache.</summary>
    public void Seal(Row row)
    {
        using var held = budget.Gate.EnterScope();
        for (var next = row.Sealed.Count; (next + 1) * PageShape.Tokens <= row.Computed; next++)
        {
            var page = cache.Add(row.Sealed.LastOrDefault(), TokensOf(row, next, PageShape.Tokens), row.Pages[next]);
            row.Pages[next] = page.Memory;
            cache.Pin(page);
            row.Sealed.Add(page);
        }
    }

    /// <summary>Makes a copy of the page in work known, for requests that wait for this beginning.</summary>
    public void Publish(Row row)
    {
        using var held = budget.Gate.EnterScope();
        var rest = row.Computed - (row.Sealed.Count * PageShape.Tokens);
        if (rest == 0 || Take() is not { } copy) return;
        pool.Copy(row.Pages[row.Sealed.Count], copy);
        cache.Add(row.Sealed.LastOrDefault(), TokensOf(row, row.Sealed.Count, rest), copy);
    }

    /// <summary>Takes the pages back and keeps their content findable.</summary>
    public void Release(Row row)
    {
        using var held = budget.Gate.EnterScope();
        var own = row.Pages.Skip(row.Sealed.Count).ToArray();
        var rest = row.Computed - (row.Sealed.Count * PageShape.Tokens);
        foreach (var (page, index) in own.Select((page, index) => (page, index)))
        {
            if (index == 0 && rest > 0) cache.Add(row.Sealed.LastOrDefault(), TokensOf(row, row.Sealed.Count, rest), page);
            else pool.Return(page);
        }

        Detach(row);
    }

    /// <summary>Takes the pages back and forgets what this row alone computed: it may be what broke.</summary>
    public void Discard(Row row)
    {
        using var held = budget.Gate.EnterScope();
        foreach (var page in row.Pages.Skip(row.Sealed.Count)) pool.Return(page);
        var known = row.Sealed.ToArray();
        Detach(row);
        foreach (var page in known.Skip((row.ReusedTokens ?? 0) / PageShape.Tokens).Reverse()) cache.Remove(page);
    }

    private void Attach(Row row, CachedPage page)
    {
        cache.Pin(page);
        row.Sealed.Add(page);
        row.Pages.Add(page.Memory);
    }

    private void Detach(Row row)
    {
        // The last page is let go first, so that it counts as older than what it follows.
        for (var i = row.Sealed.Count - 1; i >= 0; i--) cache.Unpin(row.Sealed[i]);
        row.Sealed.Clear();
        row.Pages.Clear();
        row.Computed = 0;
        budget.Released();
    }

    private static int Needed(Row row, int tokens) => (row.Computed + tokens + PageShape.Tokens - 1) / PageShape.Tokens;

    private nint? Take()
    {
        while (true)
        {
            if (pool.TryTake() is { } page) return page;
            if (!budget.Evict()) return null;
        }
    }

    private static ReadOnlySpan<int> TokensOf(Row row, int page, int count) =>
        CollectionsMarshal.AsSpan(row.Tokens).Slice(page * PageShape.Tokens, count);
}

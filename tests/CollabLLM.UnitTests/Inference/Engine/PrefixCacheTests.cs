using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Pages;

namespace CollabLLM.UnitTests.Inference.Engine;

public sealed class PrefixCacheTests
{
    private static readonly PageShape Shape = new(1, 1, 16);

    private static int[] Tokens(int from, int count = PageShape.Tokens) => [.. Enumerable.Range(from, count)];

    [Fact]
    public void The_longest_known_beginning_is_found_to_the_token()
    {
        using var pool = new PagePool(Shape, 10 * Shape.Bytes);
        var cache = new PrefixCache(pool);
        var first = cache.Add(null, Tokens(0), pool.TryTake()!.Value);
        var second = cache.Add(first, Tokens(16), pool.TryTake()!.Value);

        var (full, partial, common) = cache.Find([.. Tokens(0), .. Tokens(16, 5), 999]);

        Assert.Equal([first], full);
        Assert.Equal((second, 5), (partial, common));
    }

    [Fact]
    public void The_same_page_twice_is_kept_once()
    {
        using var pool = new PagePool(Shape, 10 * Shape.Bytes);
        var cache = new PrefixCache(pool);
        var first = cache.Add(null, Tokens(0), pool.TryTake()!.Value);

        Assert.Same(first, cache.Add(null, Tokens(0), pool.TryTake()!.Value));
        Assert.Equal(1, pool.InUse);
    }

    [Fact]
    public void What_was_used_longest_ago_goes_first_and_never_what_a_row_reads_or_others_follow()
    {
        using var pool = new PagePool(Shape, 10 * Shape.Bytes);
        var cache = new PrefixCache(pool);
        var root = cache.Add(null, Tokens(0), pool.TryTake()!.Value);
        var old = cache.Add(root, Tokens(100), pool.TryTake()!.Value);
        var read = cache.Add(root, Tokens(200), pool.TryTake()!.Value);
        cache.Add(root, Tokens(300), pool.TryTake()!.Value);
        cache.Pin(read);

        Assert.True(cache.Evict());
        Assert.DoesNotContain(old, root.Children);
        Assert.True(cache.Evict());
        Assert.False(cache.Evict());
        Assert.Equal([read], root.Children);
        cache.Unpin(read);
        Assert.True(cache.Evict() && cache.Evict());
        Assert.Equal(0, pool.InUse);
    }

    [Fact]
    public void Rows_that_share_leading_pages_are_grouped_by_what_saves_most_reads()
    {
        StepRow Row(params nint[] pages) => new(pages, pages.Length * PageShape.Tokens, 0, 1);
        StepRow[] rows = [Row(1, 2, 3, 4), Row(1, 2, 3, 5), Row(1, 9, 8, 7), Row(6), Row(1, 9, 8, 5)];

        var groups = SharedPrefixes.Find(rows).Select(g => (g.Shared, g.Rows.Length)).Order().ToArray();

        // Together the four would share one page each of three times; in two pairs they share three pages twice.
        Assert.Equal([(0, 1), (3, 2), (3, 2)], groups);
    }
}

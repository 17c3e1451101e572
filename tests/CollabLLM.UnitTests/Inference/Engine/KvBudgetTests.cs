using CollabLLM.Inference.Engine.Attention;
using CollabLLM.Inference.Engine.Pages;

namespace CollabLLM.UnitTests.Inference.Engine;

/// <summary>Two models with pages of different size under one budget.</summary>
public sealed class KvBudgetTests : IDisposable
{
    private static readonly PageShape Small = new(1, 1, 16);
    private static readonly PageShape Large = new(3, 1, 16);

    private readonly KvBudget budget = new(6 * Small.Bytes);
    private readonly PagePool smallPool;
    private readonly PagePool largePool;
    private readonly PrefixCache small;
    private readonly PrefixCache large;

    public KvBudgetTests()
    {
        smallPool = new(Small, budget);
        largePool = new(Large, budget);
        small = new(smallPool);
        large = new(largePool);
        budget.Join(small);
        budget.Join(large);
    }

    [Fact]
    public void All_models_together_hold_no_more_than_the_budget()
    {
        Assert.NotNull(largePool.TryTake());
        for (var i = 0; i < 3; i++) Assert.NotNull(smallPool.TryTake());

        Assert.Null(smallPool.TryTake());
        Assert.Null(largePool.TryTake());
        Assert.Equal(6 * Small.Bytes, budget.AllocatedBytes);
    }

    [Fact]
    public void The_page_that_was_idle_longest_goes_first_whichever_model_holds_it()
    {
        var oldest = small.Add(null, [1], smallPool.TryTake()!.Value);
        var middle = large.Add(null, [2], largePool.TryTake()!.Value);
        var newest = small.Add(null, [3], smallPool.TryTake()!.Value);

        Assert.Same(oldest, small.OldestIdle);
        Assert.True(budget.Evict());
        Assert.Same(newest, small.OldestIdle);
        Assert.Same(middle, large.OldestIdle);
        Assert.True(budget.Evict());
        Assert.Null(large.OldestIdle);
        Assert.Same(newest, small.OldestIdle);
    }

    [Fact]
    public void Memory_that_lies_free_with_one_model_becomes_pages_of_another()
    {
        var pages = Enumerable.Range(0, 6).Select(_ => smallPool.TryTake()!.Value).ToArray();
        foreach (var page in pages[..3]) smallPool.Return(page);

        Assert.NotNull(largePool.TryTake());
        Assert.Equal((3, 1), (smallPool.InUse, largePool.InUse));
        Assert.Null(smallPool.TryTake());
    }

    [Fact]
    public void What_a_row_reads_is_never_dropped_for_another_model()
    {
        for (var i = 0; i < 6; i++) small.Pin(small.Add(null, [i], smallPool.TryTake()!.Value));

        Assert.False(budget.Evict());
        Assert.Null(largePool.TryTake());
    }

    [Fact]
    public void A_model_that_is_unloaded_gives_all_its_bytes_back()
    {
        for (var i = 0; i < 6; i++) small.Add(null, [i], smallPool.TryTake()!.Value);

        budget.Leave(small);
        smallPool.Dispose();

        Assert.Equal(0, budget.AllocatedBytes);
        Assert.NotNull(largePool.TryTake());
    }

    public void Dispose()
    {
        smallPool.Dispose();
        largePool.Dispose();
    }
}

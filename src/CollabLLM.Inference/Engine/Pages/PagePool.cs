using System.Runtime.InteropServices;
using CollabLLM.Inference.Engine.Attention;

namespace CollabLLM.Inference.Engine.Pages;

/// <summary>Memory for the keys and values of one model in pages of one size, taken from a budget. Called under the budget's lock.</summary>
internal sealed unsafe class PagePool(PageShape shape, KvBudget budget) : IDisposable
{
    private const nuint Alignment = 64;

    private readonly Stack<nint> free = [];
    private readonly HashSet<nint> all = [];

    public PagePool(PageShape shape, long budgetBytes)
        : this(shape, new KvBudget(budgetBytes))
    {
    }

    public KvBudget Budget { get; } = budget;

    /// <summary>Most pages that this model could hold if no other held any.</summary>
    public int Limit => (int)Math.Min(int.MaxValue, Budget.LimitBytes / shape.Bytes);

    public int InUse => all.Count - free.Count;

    public long BytesInUse => (long)InUse * shape.Bytes;

    public nint? TryTake()
    {
        if (free.TryPop(out var page)) return page;
        if (!Budget.TryAllocate(shape.Bytes)) return null;
        page = (nint)NativeMemory.AlignedAlloc((nuint)shape.Bytes, Alignment);
        NativeMemory.Clear((void*)page, (nuint)shape.Bytes);
        all.Add(page);
        return page;
    }

    public void Return(nint page) => free.Push(page);

    public void Copy(nint from, nint to) => NativeMemory.Copy((void*)from, (void*)to, (nuint)shape.Bytes);

    /// <summary>Gives free pages back to the system, as many as make up these bytes.</summary>
    public void Trim(long bytes)
    {
        for (; bytes > 0 && free.TryPop(out var page); bytes -= shape.Bytes) Drop(page);
    }

    public void Dispose()
    {
        lock (Budget.Gate)
        {
            foreach (var page in all.ToArray()) Drop(page);
            free.Clear();
            Budget.Released();
        }
    }

    private void Drop(nint page)
    {
        NativeMemory.AlignedFree((void*)page);
        all.Remove(page);
        Budget.Free(shape.Bytes);
    }
}

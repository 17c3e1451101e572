using System.Runtime.InteropServices;
using CollabLLM.Inference.Engine.Attention;

namespace CollabLLM.Inference.Engine.Pages;

/// <summary>Memory for keys and values in pages of one size, never more than the budget. Used by one thread.</summary>
internal sealed unsafe class PagePool(PageShape shape, long budgetBytes) : IDisposable
{
    private const nuint Alignment = 64;

    private readonly Stack<nint> free = [];
    private readonly List<nint> all = [];

    public int Limit { get; } = (int)Math.Max(1, Math.Min(int.MaxValue, budgetBytes / shape.Bytes));

    public int InUse => all.Count - free.Count;

    public long BytesInUse => (long)InUse * shape.Bytes;

    public nint? TryTake()
    {
        if (free.TryPop(out var page)) return page;
        if (all.Count == Limit) return null;
        page = (nint)NativeMemory.AlignedAlloc((nuint)shape.Bytes, Alignment);
        NativeMemory.Clear((void*)page, (nuint)shape.Bytes);
        all.Add(page);
        return page;
    }

    public void Return(nint page) => free.Push(page);

    public void Copy(nint from, nint to) => NativeMemory.Copy((void*)from, (void*)to, (nuint)shape.Bytes);

    public void Dispose()
    {
        foreach (var page in all) NativeMemory.AlignedFree((void*)page);
        all.Clear();
        free.Clear();
    }
}

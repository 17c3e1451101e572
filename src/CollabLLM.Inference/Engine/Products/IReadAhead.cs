using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace CollabLLM.Inference.Engine.Products;

/// <summary>
/// What a tile brings into the second cache, row by row, while it multiplies: the weights that come next. Without it memory and multiplication take turns,
/// because the first tile waits for the memory and the others work on what it brought.
/// </summary>
internal unsafe interface IReadAhead
{
    /// <summary>Called once for each row of a panel, which has four lines of the cache.</summary>
    static abstract void Fetch(ref float* next);
}

/// <summary>Others read ahead, or nobody needs to.</summary>
internal readonly unsafe struct NoReadAhead : IReadAhead
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(ref float* next)
    {
    }
}

/// <summary>As much as half of what this tile reads: two tiles share the work.</summary>
internal readonly unsafe struct HalfReadAhead : IReadAhead
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(ref float* next)
    {
        Sse.Prefetch1(next);
        Sse.Prefetch1(next + 16);
        next += PackedMatrix.Panel / 2;
    }
}

/// <summary>As much as this tile reads: it is the only one.</summary>
internal readonly unsafe struct WholeReadAhead : IReadAhead
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(ref float* next)
    {
        Sse.Prefetch1(next);
        Sse.Prefetch1(next + 16);
        Sse.Prefetch1(next + 32);
        Sse.Prefetch1(next + 48);
        next += PackedMatrix.Panel;
    }
}

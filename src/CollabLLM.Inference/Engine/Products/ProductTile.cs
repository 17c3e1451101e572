using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CollabLLM.Inference.Engine.Products;

/// <summary>The inner loops of a product: some vectors with one panel. All forms add in the same order.</summary>
internal static unsafe class ProductTile
{
    /// <summary>Most vectors of one tile: their sums of 64 columns fill 24 of the 32 registers.</summary>
    public const int Vectors = 6;

    /// <summary>The largest form for so many vectors.</summary>
    public static int Fitting(int count) => count >= 6 ? 6 : count >= 4 ? 4 : count >= 2 ? 2 : 1;

    /// <param name="isFirst">The sums begin at zero; otherwise they go on from what lies in the results.</param>
    /// <param name="next">Where to read ahead, if at all.</param>
    public static void Run<TAhead>(int vectors, float* x, nint stride, float* weights, int rows, float* y, nint width, bool isFirst, float* next)
        where TAhead : struct, IReadAhead
    {
        switch (vectors)
        {
            case 6:
                Run6<TAhead>(x, stride, weights, rows, y, width, isFirst, next);
                break;
            case 4:
                Run4<TAhead>(x, stride, weights, rows, y, width, isFirst, next);
                break;
            case 2:
                Run2<TAhead>(x, stride, weights, rows, y, width, isFirst, next);
                break;
            default:
                // One vector alone waits for nothing but the memory, and the processor reads ahead by itself.
                Run1(x, stride, weights, rows, y, width, isFirst);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run6<TAhead>(float* x, nint stride, float* weights, int rows, float* y, nint width, bool isFirst, float* next)
        where TAhead : struct, IReadAhead
    {
        var x1 = x + (1 * stride);
        var x2 = x + (2 * stride);
        var x3 = x + (3 * stride);
        var x4 = x + (4 * stride);
        var x5 = x + (5 * stride);
        var (a0, a1, a2, a3) = Start(y, isFirst);
        var (b0, b1, b2, b3) = Start(y + width, isFirst);
        var (c0, c1, c2, c3) = Start(y + (2 * width), isFirst);
        var (d0, d1, d2, d3) = Start(y + (3 * width), isFirst);
        var (e0, e1, e2, e3) = Start(y + (4 * width), isFirst);
        var (f0, f1, f2, f3) = Start(y + (5 * width), isFirst);
        for (var row = 0; row < rows; row++, weights += PackedMatrix.Panel)
        {
            TAhead.Fetch(ref next);
            var (w0, w1, w2, w3) = (Vector512.LoadAligned(weights), Vector512.LoadAligned(weights + 16), Vector512.LoadAligned(weights + 32), Vector512.LoadAligned(weights + 48));
            Add(Vector512.Create(x[row]), w0, w1, w2, w3, ref a0, ref a1, ref a2, ref a3);
            Add(Vector512.Create(x1[row]), w0, w1, w2, w3, ref b0, ref b1, ref b2, ref b3);
            Add(Vector512.Create(x2[row]), w0, w1, w2, w3, ref c0, ref c1, ref c2, ref c3);
            Add(Vector512.Create(x3[row]), w0, w1, w2, w3, ref d0, ref d1, ref d2, ref d3);
            Add(Vector512.Create(x4[row]), w0, w1, w2, w3, ref e0, ref e1, ref e2, ref e3);
            Add(Vector512.Create(x5[row]), w0, w1, w2, w3, ref f0, ref f1, ref f2, ref f3);
        }

        Store(y, a0, a1, a2, a3);
        Store(y + width, b0, b1, b2, b3);
        Store(y + (2 * width), c0, c1, c2, c3);
        Store(y + (3 * width), d0, d1, d2, d3);
        Store(y + (4 * width), e0, e1, e2, e3);
        Store(y + (5 * width), f0, f1, f2, f3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run4<TAhead>(float* x, nint stride, float* weights, int rows, float* y, nint width, bool isFirst, float* next)
        where TAhead : struct, IReadAhead
    {
        var x1 = x + (1 * stride);
        var x2 = x + (2 * stride);
        var x3 = x + (3 * stride);
        var (a0, a1, a2, a3) = Start(y, isFirst);
        var (b0, b1, b2, b3) = Start(y + width, isFirst);
        var (c0, c1, c2, c3) = Start(y + (2 * width), isFirst);
        var (d0, d1, d2, d3) = Start(y + (3 * width), isFirst);
        for (var row = 0; row < rows; row++, weights += PackedMatrix.Panel)
        {
            TAhead.Fetch(ref next);
            var (w0, w1, w2, w3) = (Vector512.LoadAligned(weights), Vector512.LoadAligned(weights + 16), Vector512.LoadAligned(weights + 32), Vector512.LoadAligned(weights + 48));
            Add(Vector512.Create(x[row]), w0, w1, w2, w3, ref a0, ref a1, ref a2, ref a3);
            Add(Vector512.Create(x1[row]), w0, w1, w2, w3, ref b0, ref b1, ref b2, ref b3);
            Add(Vector512.Create(x2[row]), w0, w1, w2, w3, ref c0, ref c1, ref c2, ref c3);
            Add(Vector512.Create(x3[row]), w0, w1, w2, w3, ref d0, ref d1, ref d2, ref d3);
        }

        Store(y, a0, a1, a2, a3);
        Store(y + width, b0, b1, b2, b3);
        Store(y + (2 * width), c0, c1, c2, c3);
        Store(y + (3 * width), d0, d1, d2, d3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run2<TAhead>(float* x, nint stride, float* weights, int rows, float* y, nint width, bool isFirst, float* next)
        where TAhead : struct, IReadAhead
    {
        var x1 = x + (1 * stride);
        var (a0, a1, a2, a3) = Start(y, isFirst);
        var (b0, b1, b2, b3) = Start(y + width, isFirst);
        for (var row = 0; row < rows; row++, weights += PackedMatrix.Panel)
        {
            TAhead.Fetch(ref next);
            var (w0, w1, w2, w3) = (Vector512.LoadAligned(weights), Vector512.LoadAligned(weights + 16), Vector512.LoadAligned(weights + 32), Vector512.LoadAligned(weights + 48));
            Add(Vector512.Create(x[row]), w0, w1, w2, w3, ref a0, ref a1, ref a2, ref a3);
            Add(Vector512.Create(x1[row]), w0, w1, w2, w3, ref b0, ref b1, ref b2, ref b3);
        }

        Store(y, a0, a1, a2, a3);
        Store(y + width, b0, b1, b2, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run1(float* x, nint stride, float* weights, int rows, float* y, nint width, bool isFirst)
    {
        var (a0, a1, a2, a3) = Start(y, isFirst);
        for (var row = 0; row < rows; row++, weights += PackedMatrix.Panel)
        {
            var (w0, w1, w2, w3) = (Vector512.LoadAligned(weights), Vector512.LoadAligned(weights + 16), Vector512.LoadAligned(weights + 32), Vector512.LoadAligned(weights + 48));
            Add(Vector512.Create(x[row]), w0, w1, w2, w3, ref a0, ref a1, ref a2, ref a3);
        }

        Store(y, a0, a1, a2, a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>, Vector512<float>, Vector512<float>) Start(float* y, bool isFirst) => isFirst
        ? (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero)
        : (Vector512.Load(y), Vector512.Load(y + 16), Vector512.Load(y + 32), Vector512.Load(y + 48));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* y, Vector512<float> s0, Vector512<float> s1, Vector512<float> s2, Vector512<float> s3)
    {
        s0.Store(y);
        s1.Store(y + 16);
        s2.Store(y + 32);
        s3.Store(y + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        Vector512<float> x, Vector512<float> w0, Vector512<float> w1, Vector512<float> w2, Vector512<float> w3,
        ref Vector512<float> s0, ref Vector512<float> s1, ref Vector512<float> s2, ref Vector512<float> s3)
    {
        s0 = Vector512.FusedMultiplyAdd(x, w0, s0);
        s1 = Vector512.FusedMultiplyAdd(x, w1, s1);
        s2 = Vector512.FusedMultiplyAdd(x, w2, s2);
        s3 = Vector512.FusedMultiplyAdd(x, w3, s3);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CollabLLM.Inference.Engine.Attention;

/// <summary>The inner loops over one page of sixteen tokens. Each result is summed in one fixed order, in the form for four queries as in the form for one.</summary>
internal static unsafe class VectorTile
{
    private const int Lanes = PageShape.Tokens;
    private const int Wide = 4 * Lanes;

    /// <summary>Scores of one query with the page's sixteen tokens.</summary>
    public static void Score1(float* query, float* keys, int size, float* scores)
    {
        var sum = Vector512<float>.Zero;
        for (var d = 0; d < size; d++) sum = Vector512.FusedMultiplyAdd(Vector512.Create(query[d]), Vector512.Load(keys + (d * Lanes)), sum);
        sum.Store(scores);
    }

    /// <summary>Four queries at once: a key vector is loaded once for them.</summary>
    public static void Score4(float* query, int stride, float* keys, int size, float* scores, int width)
    {
        var (a, b, c, e) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var d = 0; d < size; d++)
        {
            var key = Vector512.Load(keys + (d * Lanes));
            a = Vector512.FusedMultiplyAdd(Vector512.Create(query[d]), key, a);
            b = Vector512.FusedMultiplyAdd(Vector512.Create(query[d + stride]), key, b);
            c = Vector512.FusedMultiplyAdd(Vector512.Create(query[d + (2 * stride)]), key, c);
            e = Vector512.FusedMultiplyAdd(Vector512.Create(query[d + (3 * stride)]), key, e);
        }

        a.Store(scores);
        b.Store(scores + width);
        c.Store(scores + (2 * width));
        e.Store(scores + (3 * width));
    }

    /// <summary>Dimensions that one call of <see cref="Sum"/> covers, when so many are left.</summary>
    public static int SumWidth(int left) => left >= Wide ? Wide : Lanes;

    /// <summary>Adds the page's sixteen value vectors, weighted, to the sums of one query or four.</summary>
    public static void Sum(int queries, bool wide, float* weights, int width, float* values, int padded, float* sums)
    {
        if (wide && queries == 4) SumWide4(weights, width, values, padded, sums);
        else if (wide) SumWide1(weights, values, padded, sums);
        else for (var q = 0; q < queries; q++) SumNarrow1(weights + (q * width), values, padded, sums + (q * padded));
    }

    private static void SumWide4(float* weights, int width, float* values, int padded, float* sums)
    {
        var (a0, a1, a2, a3) = Load(sums);
        var (b0, b1, b2, b3) = Load(sums + padded);
        var (c0, c1, c2, c3) = Load(sums + (2 * padded));
        var (e0, e1, e2, e3) = Load(sums + (3 * padded));
        for (var t = 0; t < Lanes; t++, values += padded)
        {
            var (v0, v1, v2, v3) = Load(values);
            Add(Vector512.Create(weights[t]), v0, v1, v2, v3, ref a0, ref a1, ref a2, ref a3);
            Add(Vector512.Create(weights[t + width]), v0, v1, v2, v3, ref b0, ref b1, ref b2, ref b3);
            Add(Vector512.Create(weights[t + (2 * width)]), v0, v1, v2, v3, ref c0, ref c1, ref c2, ref c3);
            Add(Vector512.Create(weights[t + (3 * width)]), v0, v1, v2, v3, ref e0, ref e1, ref e2, ref e3);
        }

        Store(sums, a0, a1, a2, a3);
        Store(sums + padded, b0, b1, b2, b3);
        Store(sums + (2 * padded), c0, c1, c2, c3);
        Store(sums + (3 * padded), e0, e1, e2, e3);
    }

    private static void SumWide1(float* weights, float* values, int padded, float* sums)
    {
        var (a0, a1, a2, a3) = Load(sums);
        for (var t = 0; t < Lanes; t++, values += padded)
        {
            var (v0, v1, v2, v3) = Load(values);
            Add(Vector512.Create(weights[t]), v0, v1, v2, v3, ref a0, ref a1, ref a2, ref a3);
        }

        Store(sums, a0, a1, a2, a3);
    }

    private static void SumNarrow1(float* weights, float* values, int padded, float* sums)
    {
        var a = Vector512.Load(sums);
        for (var t = 0; t < Lanes; t++, values += padded) a = Vector512.FusedMultiplyAdd(Vector512.Create(weights[t]), Vector512.Load(values), a);
        a.Store(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float>, Vector512<float>, Vector512<float>, Vector512<float>) Load(float* from) =>
        (Vector512.Load(from), Vector512.Load(from + Lanes), Vector512.Load(from + (2 * Lanes)), Vector512.Load(from + (3 * Lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* to, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3)
    {
        v0.Store(to);
        v1.Store(to + Lanes);
        v2.Store(to + (2 * Lanes));
        v3.Store(to + (3 * Lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(
        Vector512<float> weight, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3,
        ref Vector512<float> s0, ref Vector512<float> s1, ref Vector512<float> s2, ref Vector512<float> s3)
    {
        s0 = Vector512.FusedMultiplyAdd(weight, v0, s0);
        s1 = Vector512.FusedMultiplyAdd(weight, v1, s1);
        s2 = Vector512.FusedMultiplyAdd(weight, v2, s2);
        s3 = Vector512.FusedMultiplyAdd(weight, v3, s3);
    }
}

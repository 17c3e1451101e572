using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CollabLLM.Inference.Engine.Attention;

/// <summary>The inner loops over one page of sixteen tokens. Each result is summed in one fixed order, in the form for four queries as in the form for one.</summary>
internal static unsafe class VectorTile
{
    /// <summary>Queries that one call takes.</summary>
    public const int Queries = 4;

    private const int Lanes = PageShape.Tokens;
    private const int Wide = 4 * Lanes;

    /// <summary>Scores of up to four queries with the page's sixteen tokens: a key vector is loaded once for them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Score(int queries, float* query, int stride, float* keys, int size, float* scores, int width)
    {
        if (queries == 1)
        {
            Score1(query, keys, size, scores);
            return;
        }

        // Where there are fewer than four, the last is computed again and gives the same numbers in the same place.
        var (i2, i3) = (Math.Min(2, queries - 1), Math.Min(3, queries - 1));
        var q1 = query + stride;
        var q2 = query + (i2 * stride);
        var q3 = query + (i3 * stride);
        var (a, b, c, e) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var d = 0; d < size; d++)
        {
            var key = Vector512.Load(keys + (d * Lanes));
            a = Vector512.FusedMultiplyAdd(Vector512.Create(query[d]), key, a);
            b = Vector512.FusedMultiplyAdd(Vector512.Create(q1[d]), key, b);
            c = Vector512.FusedMultiplyAdd(Vector512.Create(q2[d]), key, c);
            e = Vector512.FusedMultiplyAdd(Vector512.Create(q3[d]), key, e);
        }

        a.Store(scores);
        b.Store(scores + width);
        c.Store(scores + (i2 * width));
        e.Store(scores + (i3 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Score1(float* query, float* keys, int size, float* scores)
    {
        var sum = Vector512<float>.Zero;
        for (var d = 0; d < size; d++) sum = Vector512.FusedMultiplyAdd(Vector512.Create(query[d]), Vector512.Load(keys + (d * Lanes)), sum);
        sum.Store(scores);
    }

    /// <summary>Dimensions that one call of <see cref="Sum"/> covers, when so many are left.</summary>
    public static int SumWidth(int left) => left >= Wide ? Wide : Lanes;

    /// <summary>Adds the page's sixteen value vectors, weighted, to the sums of up to four queries.</summary>
    public static void Sum(int queries, int left, float* weights, int width, float* values, int padded, float* sums)
    {
        if (left < Wide)
        {
            for (var q = 0; q < queries; q++) SumNarrow1(weights + (q * width), values, padded, sums + (q * padded));
        }
        else if (queries == 1)
        {
            SumWide1(weights, values, padded, sums);
        }
        else
        {
            SumWide4(queries, weights, width, values, padded, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumWide4(int queries, float* weights, int width, float* values, int padded, float* sums)
    {
        var (i2, i3) = (Math.Min(2, queries - 1), Math.Min(3, queries - 1));
        var w1 = weights + width;
        var w2 = weights + (i2 * width);
        var w3 = weights + (i3 * width);
        var s1 = sums + padded;
        var s2 = sums + (i2 * padded);
        var s3 = sums + (i3 * padded);
        var (a0, a1, a2, a3) = Load(sums);
        var (b0, b1, b2, b3) = Load(s1);
        var (c0, c1, c2, c3) = Load(s2);
        var (e0, e1, e2, e3) = Load(s3);
        for (var t = 0; t < Lanes; t++, values += padded)
        {
            var (v0, v1, v2, v3) = Load(values);
            Add(Vector512.Create(weights[t]), v0, v1, v2, v3, ref a0, ref a1, ref a2, ref a3);
            Add(Vector512.Create(w1[t]), v0, v1, v2, v3, ref b0, ref b1, ref b2, ref b3);
            Add(Vector512.Create(w2[t]), v0, v1, v2, v3, ref c0, ref c1, ref c2, ref c3);
            Add(Vector512.Create(w3[t]), v0, v1, v2, v3, ref e0, ref e1, ref e2, ref e3);
        }

        Store(sums, a0, a1, a2, a3);
        Store(s1, b0, b1, b2, b3);
        Store(s2, c0, c1, c2, c3);
        Store(s3, e0, e1, e2, e3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

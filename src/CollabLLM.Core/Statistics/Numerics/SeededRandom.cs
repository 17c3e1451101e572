using System.Numerics;
using System.Text;

namespace CollabLLM.Core.Statistics.Numerics;

/// <summary>
/// A seeded random stream (xoshiro256**, Blackman and Vigna 2021): the same seed gives the same numbers on every runtime.
/// Streams for parts of an analysis are derived from names, never from the order of work.
/// </summary>
public sealed class SeededRandom
{
    private readonly ulong _seed;
    private ulong _a, _b, _c, _d;

    public SeededRandom(ulong seed)
    {
        _seed = seed;
        var state = seed;
        (_a, _b, _c, _d) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    /// <summary>An independent stream for the part of this name.</summary>
    public SeededRandom For(string name)
    {
        var hash = 14695981039346656037UL ^ _seed;
        foreach (var unit in Encoding.UTF8.GetBytes(name)) hash = (hash ^ unit) * 1099511628211UL;
        return new(hash);
    }

    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in (0, 1), both ends excluded.</summary>
    public double NextDouble() => ((NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>Uniform in [0, bound), without bias (Lemire 2019).</summary>
    public int NextIndex(int bound)
    {
        var range = (uint)bound;
        var product = (NextBits() >> 32) * range;
        if ((uint)product < range)
        {
            var threshold = unchecked(0u - range) % range;
            while ((uint)product < threshold) product = (NextBits() >> 32) * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>A standard normal number (inversion).</summary>
    public double NextNormal() => Distributions.Normal.Quantile(NextDouble());

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

namespace CollabLLM.Inference.Sampling;

/// <summary>The n-th random number of a reply, from its seed alone: the same whatever else runs, and wherever a reply is continued.</summary>
internal static class ReplyRandom
{
    private const double Unit = 1.0 / (1UL << 53);

    /// <returns>A number in [0, 1).</returns>
    public static double At(long seed, int index)
    {
        // SplitMix64 as a counter: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
        var z = Mix((ulong)seed) + ((ulong)(index + 1) * 0x9E3779B97F4A7C15UL);
        return (Mix(z) >> 11) * Unit;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

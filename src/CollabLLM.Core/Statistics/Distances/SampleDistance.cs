namespace CollabLLM.Core.Statistics.Distances;

/// <summary>How far apart two samples of one quantity lie. Every distance is 0 for equal distributions; refused only where a sample is empty.</summary>
public static class SampleDistance
{
    /// <summary>
    /// Wasserstein-1: ∫ |F - G|, the mean amount by which values must be moved to turn one sample into the other, in the unit of the
    /// quantity (Vallender 1974).
    /// </summary>
    public static Computed<double> Wasserstein(Observations a, Observations b) => Empty(a, b) is { } refusal ? refusal : Steps(a, b).Sum(s => s.Width * Math.Abs(s.A - s.B));

    /// <summary>Kolmogorov-Smirnov: max |F - G|, in [0, 1] (Smirnov 1948). The distance only: a test of it would need independent values, and messages of one participant are not.</summary>
    public static Computed<double> KolmogorovSmirnov(Observations a, Observations b) => Empty(a, b) is { } refusal ? refusal : Steps(a, b).Max(s => Math.Abs(s.A - s.B));

    /// <summary>
    /// Jensen-Shannon: the square root of the divergence in bits, over the bins of <see cref="SharedBins"/>; in [0, 1], and 1 when no bin is
    /// shared (Lin 1991; Endres and Schindelin 2003).
    /// </summary>
    public static Computed<double> JensenShannon(Observations a, Observations b)
    {
        if (Empty(a, b) is { } refusal) return refusal;
        var bins = SharedBins.Of(a, b);
        double divergence = 0;
        for (var i = 0; i < bins.Count; i++)
        {
            var middle = (bins.A[i] + bins.B[i]) / 2;
            divergence += (Part(bins.A[i], middle) + Part(bins.B[i], middle)) / 2;
        }

        return Math.Sqrt(Math.Clamp(divergence, 0, 1));
    }

    private static double Part(double share, double middle) => share == 0 ? 0 : share * Math.Log2(share / middle);

    /// <summary>Both distribution functions at each pooled value, and how far it is to the next.</summary>
    private static IEnumerable<(double A, double B, double Width)> Steps(Observations a, Observations b)
    {
        double[] all = [.. a.Distinct.Concat(b.Distinct).Select(v => v.Value).Distinct().Order()];
        int i = 0, j = 0, countA = 0, countB = 0;
        for (var at = 0; at < all.Length; at++)
        {
            while (i < a.Distinct.Count && a.Distinct[i].Value <= all[at]) countA += a.Distinct[i++].Count;
            while (j < b.Distinct.Count && b.Distinct[j].Value <= all[at]) countB += b.Distinct[j++].Count;
            yield return (countA / (double)a.Count, countB / (double)b.Count, at + 1 < all.Length ? all[at + 1] - all[at] : 0);
        }
    }

    private static Refusal? Empty(Observations a, Observations b) =>
        a.Count > 0 && b.Count > 0 ? null : new($"One of the two samples is empty ({a.Count} and {b.Count} values), so they have no distance.");
}

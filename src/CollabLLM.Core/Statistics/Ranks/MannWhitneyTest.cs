using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Means;

namespace CollabLLM.Core.Statistics.Ranks;

/// <summary>
/// Mann-Whitney (Wilcoxon rank-sum) test of P(arm &gt; baseline) + P(equal)/2 = 1/2 under exchangeable arms.
/// Exact when both arms have at most 50 values and nothing is tied; otherwise normal with tie-corrected variance and continuity
/// correction 1/2 (Mann and Whitney 1947; Lehmann 1975).
/// </summary>
public static class MannWhitneyTest
{
    private const int ExactUpTo = 50;

    public static Computed<RankTestResult> Run(Observations arm, Observations baseline)
    {
        if (TooFew.For(arm, baseline, needed: 1) is { } refusal) return refusal;

        var wins = PairCounts.Of(arm, baseline);
        var u = wins.Greater + wins.Equal / 2;
        double m = arm.Count, n = baseline.Count;
        if (wins.TieTerm == 0 && m <= ExactUpTo && n <= ExactUpTo) return Exact(u, arm.Count, baseline.Count);

        var total = m + n;
        var variance = m * n / 12 * (total + 1 - wins.TieTerm / (total * (total - 1)));
        if (!(variance > 1e-12 * m * n)) return new Refusal("All values of both arms are equal, so ranks say nothing.");

        var z = (Math.Abs(u - m * n / 2) - 0.5) / Math.Sqrt(variance);
        var p = Math.Min(1, 2 * Normal.Above(z));
        return new RankTestResult(u, Math.CopySign(z, (u - m * n / 2) * Math.Sign(z)), p, "normal, tie-corrected, continuity-corrected");
    }

    private static RankTestResult Exact(double u, int m, int n)
    {
        var smaller = (int)Math.Min(u, (double)m * n - u);
        var p = 2 * RankSumDistribution.Of(m, n).AtMost(smaller);
        return new(u, null, Math.Min(1, p), "exact");
    }
}

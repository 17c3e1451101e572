using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Means;

namespace CollabLLM.Core.Statistics.Ranks;

/// <summary>
/// Cliff's delta = P(arm &gt; baseline) - P(arm &lt; baseline), in [-1, 1]; 2·AUC - 1. Interval: Cliff's unbiased variance of the
/// dominance matrix with the asymmetric form of Feng and Cliff (2004). Assumes independent values only (Cliff 1993).
/// </summary>
public static class CliffsDelta
{
    public static Computed<Estimate> Of(Observations arm, Observations baseline, double level = 0.95)
    {
        if (TooFew.For(arm, baseline, needed: 1) is { } refusal) return refusal;
        var pairs = PairCounts.Of(arm, baseline);
        double m = arm.Count, n = baseline.Count;
        var delta = (pairs.Greater - pairs.Less) / (m * n);
        return new Estimate(delta, IntervalOf(arm, baseline, pairs, delta, level));
    }

    private static Computed<Interval> IntervalOf(Observations arm, Observations baseline, PairCounts pairs, double delta, double level)
    {
        double m = arm.Count, n = baseline.Count;
        if (m < 2 || n < 2) return new Refusal("The interval of Cliff's delta needs at least 2 values per arm.");
        if (arm.HasNoSpread && baseline.HasNoSpread) return new Refusal("Neither arm has any spread, so the interval of Cliff's delta cannot be estimated.");

        var rows = DominanceSpread(arm, baseline, delta) / (m - 1);
        var columns = DominanceSpread(baseline, arm, -delta) / (n - 1);
        var cells = ((pairs.Greater + pairs.Less) - m * n * delta * delta) / ((m - 1) * (n - 1));
        var variance = rows / m + columns / n - cells / (m * n);
        var least = (1 - delta * delta) / (m * n - 1);
        variance = Math.Max(variance, least);
        if (variance <= 0) return new Refusal("Every value of one arm exceeds every value of the other: the interval of Cliff's delta has no width to estimate.");

        var z = StudentT.Critical(level, m + n - 2);
        var root = z * Math.Sqrt(variance) * Math.Sqrt((1 - delta * delta) * (1 - delta * delta) + z * z * variance);
        var centre = delta - delta * delta * delta;
        var scale = 1 - delta * delta + z * z * variance;
        return new Interval(Math.Max(-1, (centre - root) / scale), Math.Min(1, (centre + root) / scale), level);
    }

    /// <summary>Sum of squared deviations of each value's own dominance over the other arm from delta.</summary>
    private static double DominanceSpread(Observations arm, Observations other, double delta)
    {
        double below = 0, sum = 0;
        var j = 0;
        foreach (var (value, count) in arm.Distinct)
        {
            while (j < other.Distinct.Count && other.Distinct[j].Value < value) below += other.Distinct[j++].Count;
            var equal = j < other.Distinct.Count && other.Distinct[j].Value.Equals(value) ? other.Distinct[j].Count : 0;
            var own = (2 * below + equal - other.Count) / other.Count;
            sum += count * (own - delta) * (own - delta);
        }

        return sum;
    }
}

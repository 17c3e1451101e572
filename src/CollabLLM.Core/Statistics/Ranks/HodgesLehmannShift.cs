using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Means;

namespace CollabLLM.Core.Statistics.Ranks;

/// <summary>
/// Hodges-Lehmann shift: the median of all differences arm value - baseline value. Interval: the k-th smallest and k-th largest
/// difference, k from the exact U distribution (both arms at most 50, nothing tied) or its tie-corrected normal approximation.
/// Assumes that the arms differ by a shift only (Hodges and Lehmann 1963; Moses).
/// </summary>
public static class HodgesLehmannShift
{
    private const int ExactUpTo = 50;

    public static Computed<Estimate> Of(Observations arm, Observations baseline, double level = 0.95)
    {
        if (TooFew.For(arm, baseline, needed: 1) is { } refusal) return refusal;

        var differences = new PairwiseDifferences(arm, baseline);
        var total = differences.Count;
        var median = total % 2 == 1
            ? differences.Smallest(total / 2 + 1)
            : (differences.Smallest(total / 2) + differences.Smallest(total / 2 + 1)) / 2;
        return new Estimate(median, IntervalOf(arm, baseline, differences, level));
    }

    private static Computed<Interval> IntervalOf(Observations arm, Observations baseline, PairwiseDifferences differences, double level)
    {
        if (arm.HasNoSpread && baseline.HasNoSpread) return new Refusal("Neither arm has any spread, so the interval of the shift cannot be estimated.");
        var rank = LowRank(arm, baseline, level);
        if (rank < 1) return new Refusal($"With {arm.Count} and {baseline.Count} values no interval of the shift reaches {level:0.##%}.");
        return new Interval(differences.Smallest(rank), differences.Smallest(differences.Count - rank + 1), level);
    }

    private static long LowRank(Observations arm, Observations baseline, double level)
    {
        var tail = (1 - level) / 2;
        var ties = PairCounts.Of(arm, baseline).TieTerm;
        double m = arm.Count, n = baseline.Count, total = m + n;
        if (ties == 0 && m <= ExactUpTo && n <= ExactUpTo)
        {
            var exact = RankSumDistribution.Of(arm.Count, baseline.Count);
            var rank = exact.Quantile(tail);
            return exact.AtMost(rank) > tail ? rank : rank + 1;
        }

        var variance = m * n / 12 * (total + 1 - ties / (total * (total - 1)));
        return (long)Math.Round(m * n / 2 + Normal.Quantile(tail) * Math.Sqrt(variance));
    }
}

using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Checks;

/// <summary>Brown and Forsythe's test of equal spread: one-way analysis of variance of |value - median of its arm| (1974).</summary>
public static class BrownForsytheTest
{
    public static Computed<Ranks.OverallTestResult> Run(IReadOnlyList<Observations> arms)
    {
        var used = arms.Where(a => a.Count >= 2).Select(a => Deviations(a)).ToArray();
        if (used.Length < 2) return new Refusal("Equal spread can be checked when two arms have at least 2 values.");

        double total = used.Sum(a => a.Count), grand = used.Sum(a => a.Mean * a.Count) / total;
        double within = used.Sum(a => a.SumOfSquares), between = used.Sum(a => a.Count * (a.Mean - grand) * (a.Mean - grand));
        double df1 = used.Length - 1, df2 = total - used.Length;
        if (within == 0) return new Refusal("Within every arm all values are equally far from the median, so their spread cannot be tested.");

        var f = between / df1 / (within / df2);
        return new Ranks.OverallTestResult(f, df1, FisherF.Above(f, df1, df2));
    }

    private static Observations Deviations(Observations arm)
    {
        var median = arm.Quantile(0.5);
        return new(arm.Sorted.ToArray().Select(v => Math.Abs(v - median)));
    }
}

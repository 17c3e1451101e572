using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>
/// Bias-corrected and accelerated bootstrap interval: the quantiles Φ(z0 + (z0 + z)/(1 - a(z0 + z))) of the replicates, z0 from the share
/// of replicates below the estimate (ties half), a from the jackknife (Efron 1987).
/// Expanded form: z is replaced by -t(df)·√(n/(n-1)) so that small studies reach the nominal coverage (Hesterberg 2015).
/// </summary>
public static class BcaInterval
{
    public static Computed<Interval> From(double estimate, double[] replicates, double acceleration, double level, double? criticalValue = null)
    {
        double below = replicates.Count(r => r < estimate), equal = replicates.Count(r => r.Equals(estimate));
        var share = (below + equal / 2) / replicates.Length;
        if (share is <= 0 or >= 1) return new Refusal("Every bootstrap replicate lies on one side of the estimate, so its bias cannot be corrected.");

        var bias = Normal.Quantile(share);
        var critical = criticalValue ?? Normal.Quantile(1 - (1 - level) / 2);
        double[] sorted = [.. replicates];
        Array.Sort(sorted);
        return new Interval(Percentile.Of(sorted, End(-critical)), Percentile.Of(sorted, End(critical)), level);

        double End(double z) => Normal.Below(bias + (bias + z) / (1 - acceleration * (bias + z)));
    }

    /// <summary>Σu³ / (6·(Σu²)^1.5) over jackknife deviations u = (n-1)·(mean of leave-one-out - leave-one-out)/n, arms added together.</summary>
    public static double Acceleration(params IReadOnlyList<(double Value, int Times)>[] leaveOneOut)
    {
        double cubes = 0, squares = 0;
        foreach (var arm in leaveOneOut)
        {
            double n = arm.Sum(v => v.Times), mean = arm.Sum(v => v.Value * v.Times) / n;
            cubes += arm.Sum(v => v.Times * (mean - v.Value) * (mean - v.Value) * (mean - v.Value)) * Math.Pow((n - 1) / n, 3);
            squares += arm.Sum(v => v.Times * (mean - v.Value) * (mean - v.Value)) * Math.Pow((n - 1) / n, 2);
        }

        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }
}

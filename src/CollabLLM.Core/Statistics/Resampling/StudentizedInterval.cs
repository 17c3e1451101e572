namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>
/// Studentized bootstrap interval (bootstrap-t): m - q(1 - α/2)·se to m - q(α/2)·se, q the quantiles of (m* - m)/se* over the replicates, each
/// with its own standard error. It follows the skewness of times and of ratings near a ceiling, where the t interval of a mean falls short
/// in small arms (Efron 1981; Hall 1988).
/// </summary>
public static class StudentizedInterval
{
    /// <summary>Spread below this share of the sample's own is none: all draws gave one value.</summary>
    private const double NoSpread = 1e-12;

    /// <param name="squaredErrors">Squared standard error of each replicate.</param>
    public static Computed<Interval> From(double estimate, double squaredError, IReadOnlyList<double> replicates, IReadOnlyList<double> squaredErrors, double level)
    {
        double[] sorted = [.. replicates.Zip(squaredErrors, Distance).Order()];
        var error = Math.Sqrt(squaredError);
        var (low, high) = (estimate - Percentile.Of(sorted, 1 - (1 - level) / 2) * error, estimate - Percentile.Of(sorted, (1 - level) / 2) * error);
        return double.IsFinite(low) && double.IsFinite(high)
            ? new Interval(low, high, level)
            : new Refusal("Too many resamples have no spread of their own, so they cannot be studentized.");

        double Distance(double replicate, double own) =>
            replicate.Equals(estimate) ? 0
            : own <= NoSpread * squaredError ? double.PositiveInfinity * Math.Sign(replicate - estimate)
            : (replicate - estimate) / Math.Sqrt(own);
    }
}

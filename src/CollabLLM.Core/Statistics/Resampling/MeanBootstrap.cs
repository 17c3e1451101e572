using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>
/// The bootstrapped mean of one arm, and differences between two. Participants are the unit drawn, so several values of one participant
/// stay together. Replicates are drawn once per arm and shared by all its comparisons.
/// </summary>
public sealed class MeanBootstrap(ClusteredValues values, int resamples, SeededRandom random)
{
    private const int FewestToStudentize = 8;

    private readonly Lazy<Replicates> _replicates = new(() => BootstrapMeans.Draw(values, resamples, random));

    public Computed<Interval> OfMean(double level = 0.95) => Mean(level, null);

    /// <summary>As <see cref="OfMean"/>, widened for few participants.</summary>
    public Computed<Interval> OfMeanExpanded(double level = 0.95) => Mean(level, Expansion(level, values.Clusters - 1, values.Clusters, values.Clusters - 1));

    /// <summary>
    /// The studentized interval, which follows skewed values, expanded by √(n/(n - 1)) as the expanded BCa is (Hesterberg 2015): a small sample
    /// shows too little of its own tails. docs/statistics.md has the coverage with and without it.
    /// </summary>
    public Computed<Interval> OfMeanStudentized(double level = 0.95)
    {
        if (CannotResample(values) is { } refusal) return refusal;
        if (values.Clusters < FewestToStudentize) return new Refusal($"The studentized bootstrap needs at least {FewestToStudentize} participants per arm; this arm has {values.Clusters}.");
        if (_replicates.Value is not { SquaredErrors: { } squaredErrors } replicates) return new Refusal($"With {values.Clusters} participants the mean is so near normal that studentizing the bootstrap would change nothing.");
        var own = new DrawnSums(values.Mean);
        foreach (var (cluster, times) in values.Groups) own.Add(cluster, times);
        var outward = Math.Sqrt(values.Clusters / (values.Clusters - 1.0));
        return StudentizedInterval.From(values.Mean, own.SquaredError(values.Clusters), replicates.Means, squaredErrors, level)
            .Then(i => new Interval(values.Mean + (i.Low - values.Mean) * outward, values.Mean + (i.High - values.Mean) * outward, level));
    }

    public Computed<Interval> OfDifference(MeanBootstrap baseline, double level = 0.95) => Difference(baseline, level, expanded: false);

    public Computed<Interval> OfDifferenceExpanded(MeanBootstrap baseline, double level = 0.95) => Difference(baseline, level, expanded: true);

    private ClusteredValues Values => values;

    private Computed<Interval> Mean(double level, double? critical) =>
        CannotResample(values) is { } refusal ? refusal : BcaInterval.From(values.Mean, _replicates.Value.Means, BcaInterval.Acceleration([.. values.LeaveOneOut()]), level, critical);

    private Computed<Interval> Difference(MeanBootstrap baseline, double level, bool expanded)
    {
        var other = baseline.Values;
        if (Math.Min(values.Clusters, other.Clusters) < 2 || (values.Groups.Count == 1 && other.Groups.Count == 1))
            return (values.Clusters < other.Clusters ? CannotResample(values) : CannotResample(other))!;

        var (own, their) = (_replicates.Value.Means, baseline._replicates.Value.Means);
        var differences = own.Select((mean, i) => mean - their[i]).ToArray();
        List<(double, int)> mine = [.. values.LeaveOneOut()], others = [.. other.LeaveOneOut().Select(v => (-v.Mean, v.Times))];
        var critical = expanded ? Expansion(mine, others, level) : (double?)null;
        return BcaInterval.From(values.Mean - other.Mean, differences, BcaInterval.Acceleration(mine, others), level, critical);
    }

    private static Refusal? CannotResample(ClusteredValues values) =>
        values.Clusters < 2 ? new Refusal($"The bootstrap needs at least 2 participants per arm; one arm has {values.Clusters}.")
        : values.Groups.Count == 1 ? new Refusal("All participants gave the same values, so resampling them shows no spread.")
        : null;

    /// <summary>Jackknife variances stand for s²/n of each arm; the bootstrap's own lack the factor n/(n-1).</summary>
    private static double Expansion(List<(double Value, int Times)> arm, List<(double Value, int Times)> baseline, double level)
    {
        var (a, m) = JackknifeVariance(arm);
        var (b, n) = JackknifeVariance(baseline);
        var df = (a + b) * (a + b) / (a * a / (m - 1) + b * b / (n - 1));
        return Expansion(level, df, a + b, a * (m - 1) / m + b * (n - 1) / n);
    }

    private static double Expansion(double level, double df, double wanted, double seen) =>
        df < 1 ? Normal.Quantile(1 - (1 - level) / 2) : StudentT.Critical(level, df) * Math.Sqrt(wanted / seen);

    private static (double Variance, double Size) JackknifeVariance(List<(double Value, int Times)> leaveOneOut)
    {
        double n = leaveOneOut.Sum(v => v.Times), mean = leaveOneOut.Sum(v => v.Value * v.Times) / n;
        return ((n - 1) / n * leaveOneOut.Sum(v => v.Times * (v.Value - mean) * (v.Value - mean)), n);
    }
}

using CollabLLM.Core.Statistics.Means;
using CollabLLM.Core.Statistics.Proportions;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>Describes one arm.</summary>
internal static class ArmSummaries
{
    private const int MostBars = 40;

    public static ArmSummary Of(ArmData arm, ComparisonRequest request, bool isBaseline) =>
        new(arm.Arm, isBaseline, arm.Participants, arm.Values.Count, arm.Rows.Count, arm.Missing)
        {
            Mean = arm.FromValues(v => v.Mean),
            Sd = Spread(arm, v => v.StandardDeviation),
            Se = Spread(arm, v => v.StandardDeviation / Math.Sqrt(v.Count)),
            Median = arm.FromValues(v => v.Quantile(0.5)),
            LowerQuartile = arm.FromValues(v => v.Quantile(0.25)),
            UpperQuartile = arm.FromValues(v => v.Quantile(0.75)),
            Min = arm.FromValues(v => v.Sorted[0]),
            Max = arm.FromValues(v => v.Sorted[^1]),
            TInterval = MeanInterval.StudentT(arm.Values, request.Level),
            StudentizedInterval = arm.Bootstrap.OfMeanStudentized(request.Level),
            BcaInterval = arm.Bootstrap.OfMean(request.Level),
            BcaExpandedInterval = arm.Bootstrap.OfMeanExpanded(request.Level),
            RowMean = arm.Repeated is { } rows ? new(arm.RowMean, rows.OfMeanExpanded(request.Level)) : null,
            Yes = request.Kind == OutcomeKind.Binary ? Share(arm, 1, request.Level) : null,
            Shares = request.Kind == OutcomeKind.Rating ? [.. request.Thresholds.Select(t => Share(arm, t, request.Level))] : [],
            Distribution = Histogram(arm.Values),
        };

    private static Computed<double> Spread(ArmData arm, Func<Observations, double> statistic) =>
        arm.Values.Count == 1 ? new Refusal($"Arm '{arm.Arm}' has a single value, so its spread is unknown.") : arm.FromValues(statistic);

    private static ShareSummary Share(ArmData arm, double threshold, double level)
    {
        var count = arm.Values.CountAtLeast(threshold);
        return new(threshold, count, arm.Values.Count, arm.FromValues(v => (double)count / v.Count), WilsonInterval.Of(count, arm.Values.Count, level));
    }

    private static HistogramBar[] Histogram(Observations values)
    {
        if (values.Distinct.Count <= MostBars) return [.. values.Distinct.Select(v => new HistogramBar(v.Value, v.Value, v.Count))];

        double low = values.Sorted[0], width = (values.Sorted[^1] - low) / MostBars;
        var counts = new int[MostBars];
        foreach (var (value, count) in values.Distinct) counts[Math.Min(MostBars - 1, (int)((value - low) / width))] += count;
        return [.. counts.Select((count, bar) => new HistogramBar(low + bar * width, low + (bar + 1) * width, count))];
    }
}

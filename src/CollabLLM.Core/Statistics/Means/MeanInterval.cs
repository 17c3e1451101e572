namespace CollabLLM.Core.Statistics.Means;

/// <summary>
/// Interval of one mean: m ± t(n-1) · s / √n. Assumes independent values and a mean that is close to normal (Student 1908).
/// </summary>
public static class MeanInterval
{
    public static Computed<Interval> StudentT(Observations values, double level = 0.95)
    {
        if (values.Count < 2) return new Refusal($"An interval of the mean needs at least 2 values; there {(values.Count == 1 ? "is 1" : "are none")}.");
        if (values.HasNoSpread) return new Refusal($"All {values.Count} values are equal: their spread, and so the interval, cannot be estimated.");

        var half = Distributions.StudentT.Critical(level, values.Count - 1) * values.StandardDeviation / Math.Sqrt(values.Count);
        return new Interval(values.Mean - half, values.Mean + half, level);
    }
}

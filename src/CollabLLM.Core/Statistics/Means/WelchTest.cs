using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Means;

/// <summary>
/// Welch's t test: t = (m1 - m2) / √(s1²/n1 + s2²/n2), df after Welch and Satterthwaite.
/// Assumes independent values and means close to normal; the two variances may differ (Welch 1947).
/// </summary>
public static class WelchTest
{
    public static Computed<TTestResult> Run(Observations arm, Observations baseline, double level = 0.95) =>
        Spread(arm, baseline).Then(spread => Test(arm.Mean - baseline.Mean, spread.Error, spread.Df, level));

    private static TTestResult Test(double difference, double error, double df, double level)
    {
        var t = difference / error;
        var half = StudentT.Critical(level, df) * error;
        return new TTestResult(difference, error, t, df, StudentT.TwoSided(t, df), new(difference - half, difference + half, level));
    }

    /// <summary>Standard error of the difference and its Welch-Satterthwaite degrees of freedom.</summary>
    internal static Computed<(double Error, double Df)> Spread(Observations arm, Observations baseline)
    {
        if (TooFew.For(arm, baseline) is { } refusal) return refusal;
        if (arm.HasNoSpread && baseline.HasNoSpread) return new Refusal("Neither arm has any spread: all values within each arm are equal, so no standard error exists.");

        double a = arm.Variance / arm.Count, b = baseline.Variance / baseline.Count;
        return (Math.Sqrt(a + b), (a + b) * (a + b) / (a * a / (arm.Count - 1) + b * b / (baseline.Count - 1)));
    }
}

using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Means;

/// <summary>
/// Cohen's d = (m1 - m2) / pooled s, and Hedges' g = J·d with J = Γ(df/2) / (√(df/2)·Γ((df-1)/2)), df = n1 + n2 - 2.
/// The interval inverts the noncentral t distribution of d·√(n1·n2/(n1+n2)). Assumes normal values with equal variances
/// (Cohen 1988; Hedges 1981; Steiger and Fouladi 1997).
/// </summary>
public static class StandardizedDifference
{
    public static Computed<Estimate> CohensD(Observations arm, Observations baseline, double level = 0.95)
    {
        if (TooFew.For(arm, baseline) is { } refusal) return refusal;
        var df = arm.Count + baseline.Count - 2;
        var pooled = Math.Sqrt((arm.SumOfSquares + baseline.SumOfSquares) / df);
        if (pooled == 0) return new Refusal("Neither arm has any spread, so a difference in standard deviations does not exist.");

        var d = (arm.Mean - baseline.Mean) / pooled;
        var root = Math.Sqrt((double)arm.Count * baseline.Count / (arm.Count + baseline.Count));
        return new Estimate(d, Invert(d * root, df, root, level));
    }

    public static Computed<Estimate> HedgesG(Observations arm, Observations baseline, double level = 0.95) =>
        CohensD(arm, baseline, level).Then(d =>
        {
            var correction = Correction(arm.Count + baseline.Count - 2);
            return new Estimate(d.Value * correction, d.Interval.Then(i => i.Scaled(correction)));
        });

    /// <summary>The exact small-sample correction J.</summary>
    public static double Correction(double df) =>
        df <= 1 ? throw new ArgumentOutOfRangeException(nameof(df), df, "The correction needs more than 1 degree of freedom.")
        : Math.Exp(Gamma.Log(df / 2) - Gamma.Log((df - 1) / 2)) / Math.Sqrt(df / 2);

    private static Computed<Interval> Invert(double t, double df, double root, double level)
    {
        if (Math.Abs(t) > 35) return new Refusal("The standardised difference is too large for its interval to be computed by the noncentral t distribution.");
        var tail = (1 - level) / 2;
        return new Interval(NoncentralT.Noncentrality(t, df, 1 - tail) / root, NoncentralT.Noncentrality(t, df, tail) / root, level);
    }
}

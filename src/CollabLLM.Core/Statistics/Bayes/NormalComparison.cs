using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Means;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Bayes;

/// <summary>
/// Two independent normal samples with the reference prior 1/σ² each: each mean's posterior is m + s/√n · t(n-1), and their difference
/// is integrated exactly (Behrens-Fisher). P(higher) = ∫ f1(x)·F2(x) dx (Gelman et al. 2013, section 3.2).
/// </summary>
public static class NormalComparison
{
    public static Computed<NormalComparisonResult> Of(Observations arm, Observations baseline, double level = 0.95)
    {
        if (TooFew.For(arm, baseline) is { } refusal) return refusal;
        if (arm.HasNoSpread || baseline.HasNoSpread) return new Refusal("An arm has no spread, so its posterior is a point; there is nothing to weigh.");

        double own = arm.StandardDeviation / Math.Sqrt(arm.Count), other = baseline.StandardDeviation / Math.Sqrt(baseline.Count);
        double difference = arm.Mean - baseline.Mean, df = arm.Count - 1, otherDf = baseline.Count - 1;

        // P(mean1 - mean2 > shift). Integrated over the probability scale of the first mean, so heavy tails need no cut;
        // t = tan-like substitution keeps the integrand smooth.
        double Exceeds(double shift) => Quadrature.Integrate(
            angle =>
            {
                var t = Math.Tan(angle);
                var slope = 1 + t * t;
                return StudentT.Density(t, df) * slope * StudentT.Below((difference - shift + own * t) / other, otherDf);
            },
            -Math.PI / 2,
            Math.PI / 2,
            panels: 14);

        var reach = (own + other) * 4;
        var tail = (1 - level) / 2;
        double Quantile(double p)
        {
            var width = reach;
            while (Exceeds(difference + width) > tail / 10) width *= 2;
            return Roots.Increasing(shift => 1 - Exceeds(shift) - p, difference - width, difference + width);
        }

        return new NormalComparisonResult(Math.Clamp(Exceeds(0), 0, 1), difference, new(Quantile(tail), Quantile(1 - tail), level));
    }
}

using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Bayes;

/// <summary>
/// Two independent shares with uniform Beta(1, 1) priors: posteriors Beta(1 + yes, 1 + no). P(p1 &gt; p2) = ∫ f1(x)·F2(x) dx, and the
/// difference's quantiles by the same integral, numerically to about 1e-9 (Gelman et al. 2013, chapter 2).
/// </summary>
public static class BetaBinomialComparison
{
    public static Computed<BetaBinomialResult> Of(int successes, int total, int baselineSuccesses, int baselineTotal, double level = 0.95)
    {
        if (total == 0 || baselineTotal == 0) return new Refusal($"An arm is empty ({total} and {baselineTotal} answers), so there is nothing to learn from.");

        double a = 1 + successes, b = 1 + total - successes, c = 1 + baselineSuccesses, d = 1 + baselineTotal - baselineSuccesses;
        var mean = a / (a + b);
        var spread = Math.Sqrt(a * b / ((a + b) * (a + b) * (a + b + 1)));
        var (from, to) = (Math.Max(0, mean - 14 * spread), Math.Min(1, mean + 14 * spread));

        // P(p1 - p2 > shift)
        double Exceeds(double shift) => Quadrature.Integrate(x => Beta.Density(x, a, b) * Beta.Below(Math.Clamp(x - shift, 0, 1), c, d), from, to, panels: 30);
        double Quantile(double p) => Roots.Increasing(shift => 1 - Exceeds(shift) - p, -1, 1);

        var tail = (1 - level) / 2;
        return new BetaBinomialResult(Math.Clamp(Exceeds(0), 0, 1), mean - c / (c + d), new(Quantile(tail), Quantile(1 - tail), level));
    }
}

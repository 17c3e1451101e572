using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Proportions;

/// <summary>Wilson's score interval of one share: (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n). Assumes independent yes/no answers (Wilson 1927).</summary>
public static class WilsonInterval
{
    public static Computed<Interval> Of(int successes, int total, double level = 0.95)
    {
        if (total == 0) return new Refusal("A share of no answers does not exist.");
        var z = Normal.Quantile(1 - (1 - level) / 2);
        double n = total, p = successes / n;
        var centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        var half = z * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
        return new Interval(successes == 0 ? 0 : centre - half, successes == total ? 1 : centre + half, level);
    }
}

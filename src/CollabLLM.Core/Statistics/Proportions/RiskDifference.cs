namespace CollabLLM.Core.Statistics.Proportions;

/// <summary>
/// Difference of two shares p1 - p2 with Newcombe's hybrid score interval (method 10): distances of each share to its Wilson limits,
/// squared and added. Assumes independent answers and arms (Newcombe 1998).
/// </summary>
public static class RiskDifference
{
    public static Computed<Estimate> Of(int successes, int total, int baselineSuccesses, int baselineTotal, double level = 0.95)
    {
        if (total == 0 || baselineTotal == 0) return new Refusal($"An arm is empty ({total} and {baselineTotal} answers), so their shares cannot be compared.");

        double p = (double)successes / total, q = (double)baselineSuccesses / baselineTotal;
        var (own, other) = (WilsonInterval.Of(successes, total, level).Value, WilsonInterval.Of(baselineSuccesses, baselineTotal, level).Value);
        var low = p - q - double.Hypot(p - own.Low, other.High - q);
        var high = p - q + double.Hypot(own.High - p, q - other.Low);
        return new Estimate(p - q, new Interval(low, high, level));
    }
}

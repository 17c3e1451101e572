namespace CollabLLM.Core.Statistics.Proportions;

/// <summary>
/// Ratio of two shares p1 / p2. Interval: Newcombe's square-and-add applied to a ratio, from the Wilson limits of each share
/// (Donner and Zou 2012, MOVER-R): an end p1·p2 ∓ √((p1·p2)² - l(2·p1 - l)·u(2·p2 - u)) over u(2·p2 - u).
/// Assumes independent answers and arms.
/// </summary>
public static class RiskRatio
{
    public static Computed<Estimate> Of(int successes, int total, int baselineSuccesses, int baselineTotal, double level = 0.95)
    {
        if (total == 0 || baselineTotal == 0) return new Refusal($"An arm is empty ({total} and {baselineTotal} answers), so their shares cannot be compared.");
        if (baselineSuccesses == 0) return new Refusal("The baseline has no such answer, so the ratio has no denominator.");

        double p = (double)successes / total, q = (double)baselineSuccesses / baselineTotal;
        var (own, other) = (WilsonInterval.Of(successes, total, level).Value, WilsonInterval.Of(baselineSuccesses, baselineTotal, level).Value);
        var low = End(p, q, own.Low, other.High, -1);
        return other.Low * (2 * q - other.Low) <= 0
            ? new Estimate(p / q, new Refusal("The baseline's share is too close to 0 for the ratio to have an upper end."))
            : new Estimate(p / q, new Interval(Math.Max(0, low), End(p, q, own.High, other.Low, 1), level));
    }

    private static double End(double p, double q, double own, double other, int side)
    {
        var denominator = other * (2 * q - other);
        return (p * q + side * Math.Sqrt(Math.Max(0, p * p * q * q - own * (2 * p - own) * denominator))) / denominator;
    }
}

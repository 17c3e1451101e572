namespace CollabLLM.Core.Statistics.Proportions;

/// <summary>
/// Ratio of two shares p1 / p2. Interval: Newcombe's square-and-add applied to a ratio, from the Wilson limits of each share
/// (Donner and Zou 2012, MOVER-R): the ends (p1·p2 ∓ √((p1·p2)² - l(2·p1 - l)·u(2·p2 - u))) / (u(2·p2 - u)),
/// the lower one multiplied out so that it loses no digits.
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
        var beyond = other.Low * (2 * q - other.Low);
        var low = successes == 0 ? 0 : own.Low * (2 * p - own.Low) / (p * q + Root(p * q, own.Low * (2 * p - own.Low) * other.High * (2 * q - other.High)));
        return beyond <= 0
            ? new Estimate(p / q, new Refusal("The baseline's share is too close to 0 for the ratio to have an upper end."))
            : new Estimate(p / q, new Interval(low, (p * q + Root(p * q, own.High * (2 * p - own.High) * beyond)) / beyond, level));
    }

    private static double Root(double product, double less) => Math.Sqrt(Math.Max(0, product * product - less));
}

using CollabLLM.Core.Statistics.Distributions;

namespace CollabLLM.Core.Statistics.Means;

/// <summary>
/// TOST: is the difference of means inside (-margin, +margin)? Two one-sided Welch tests, each at alpha = 1 - level;
/// equivalent when the larger p is below alpha, the same as the (1 - 2·alpha) interval lying inside the margin (Schuirmann 1987).
/// </summary>
public static class EquivalenceTest
{
    public static Computed<EquivalenceResult> Run(Observations arm, Observations baseline, double margin, double level = 0.95)
    {
        if (!(margin > 0) || !double.IsFinite(margin)) throw new ArgumentOutOfRangeException(nameof(margin), margin, "An equivalence margin is a positive number in the unit of the outcome.");

        return WelchTest.Spread(arm, baseline).Then(spread =>
        {
            var difference = arm.Mean - baseline.Mean;
            var lower = StudentT.Above((difference + margin) / spread.Error, spread.Df);
            var upper = StudentT.Below((difference - margin) / spread.Error, spread.Df);
            var half = StudentT.Quantile(level, spread.Df) * spread.Error;
            var p = Math.Max(lower, upper);
            return new EquivalenceResult(margin, lower, upper, p, new(difference - half, difference + half, 1 - 2 * (1 - level)), p < 1 - level);
        });
    }
}

using CollabLLM.Core.Statistics.Means;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>
/// Permutation test of the difference of means, two-sided by |difference|. All rearrangements when there are at most 20,000, otherwise
/// random ones with p = (1 + as extreme) / (1 + drawn). Assumes exchangeable arms under the hypothesis (Fisher 1935; Phipson and Smyth 2010).
/// </summary>
public static class PermutationTest
{
    private const double MostExact = 20_000;

    public static Computed<PermutationResult> Run(Observations arm, Observations baseline, int rearrangements, SeededRandom random)
    {
        if (TooFew.For(arm, baseline, needed: 1) is { } refusal) return refusal;
        var pooled = new Observations([.. arm.Sorted, .. baseline.Sorted]);
        if (pooled.HasNoSpread) return new Refusal("All values of both arms are equal, so rearranging them changes nothing.");

        // Centred values keep the sums small and exact for ratings.
        var difference = arm.Mean - baseline.Mean;
        double centre = pooled.Mean, total = pooled.Sorted.ToArray().Sum(v => v - centre);
        var scale = 1.0 / arm.Count + 1.0 / baseline.Count;
        var tolerance = 1e-12 * Math.Max(1e-300, pooled.StandardDeviation);
        bool Extreme(double sum) => Math.Abs(sum * scale - total / baseline.Count) >= Math.Abs(difference) - tolerance;

        if (Distributions.Gamma.LogChoose(pooled.Count, arm.Count) <= Math.Log(MostExact) + 1e-9)
        {
            var (extreme, all) = Rearrangement.CountAll(pooled, centre, arm.Count, Extreme);
            return new PermutationResult(difference, (double)extreme / all, all, "exact, all rearrangements");
        }

        var drawn = Rearrangement.CountDrawn(pooled, centre, arm.Count, rearrangements, random, Extreme);
        return new PermutationResult(difference, (1.0 + drawn) / (1 + rearrangements), rearrangements, "random rearrangements");
    }
}

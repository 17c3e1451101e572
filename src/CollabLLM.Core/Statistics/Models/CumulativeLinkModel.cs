using CollabLLM.Core.Statistics.Distributions;
using CollabLLM.Core.Statistics.Ranks;

namespace CollabLLM.Core.Statistics.Models;

/// <summary>
/// Proportional odds: logit P(rating &lt;= k) = threshold(k) - coefficient(arm), by maximum likelihood (Newton). A positive coefficient
/// means higher ratings. Assumes the same odds ratio at every cut; checked against free thresholds per arm (McCullagh 1980).
/// </summary>
public static class CumulativeLinkModel
{
    public static Computed<CumulativeLinkResult> Fit(IReadOnlyList<(string Arm, Observations Values)> arms, string reference, double level = 0.95)
    {
        var filled = arms.Where(a => a.Values.Count > 0).ToArray();
        if (filled.Length < 2) return new Refusal("Fewer than two arms have ratings.");
        if (!filled.Any(a => a.Arm == reference)) return new Refusal($"The reference arm '{reference}' has no ratings.");

        double[] ratings = [.. filled.SelectMany(a => a.Values.Distinct.Select(v => v.Value)).Distinct().Order()];
        if (ratings.Length < 2) return new Refusal("All ratings are equal, so there is nothing to model.");
        if (ratings.Length > 50) return new Refusal($"There are {ratings.Length} different values: this outcome is not a rating.");

        var ordered = filled.Where(a => a.Arm == reference).Concat(filled.Where(a => a.Arm != reference)).ToArray();
        var counts = new double[ordered.Length, ratings.Length];
        for (var arm = 0; arm < ordered.Length; arm++)
            foreach (var (value, count) in ordered[arm].Values.Distinct) counts[arm, Array.BinarySearch(ratings, value)] = count;

        return ProportionalOdds.Fit(counts).Then(fit => Report(fit, [.. ordered.Select(a => a.Arm)], ratings, level));
    }

    private static CumulativeLinkResult Report(ProportionalOdds fit, string[] arms, double[] ratings, double level)
    {
        int cuts = ratings.Length - 1, others = arms.Length - 1;
        var z = Normal.Quantile(1 - (1 - level) / 2);
        var odds = Enumerable.Range(0, others).Select(i =>
        {
            double coefficient = fit.Parameters[cuts + i], se = fit.Se(cuts + i);
            return new OddsRatio(arms[i + 1], coefficient, se, coefficient / se, 2 * Normal.Above(Math.Abs(coefficient / se)), Math.Exp(coefficient), new(Math.Exp(coefficient - z * se), Math.Exp(coefficient + z * se), level));
        });
        var thresholds = Enumerable.Range(0, cuts).Select(k => new RatingThreshold(ratings[k], ratings[k + 1], fit.Parameters[k], fit.Se(k)));
        var statistic = Math.Max(0, 2 * (fit.LogLikelihood - fit.NullLogLikelihood));
        return new(arms[0], [.. odds], [.. thresholds], fit.LogLikelihood, new(statistic, others, ChiSquare.Above(statistic, others)), Proportionality(fit, cuts, others));
    }

    private static Computed<OverallTestResult> Proportionality(ProportionalOdds fit, int cuts, int others)
    {
        var df = (cuts - 1.0) * others;
        if (df == 0) return new Refusal("With two different ratings there is a single cut, so proportional odds hold by construction.");
        var statistic = Math.Max(0, 2 * (fit.SaturatedLogLikelihood - fit.LogLikelihood));
        return new OverallTestResult(statistic, df, ChiSquare.Above(statistic, df));
    }
}

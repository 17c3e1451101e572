using CollabLLM.Core.Statistics.Bayes;
using CollabLLM.Core.Statistics.Corrections;
using CollabLLM.Core.Statistics.Means;
using CollabLLM.Core.Statistics.Numerics;
using CollabLLM.Core.Statistics.Pooling;
using CollabLLM.Core.Statistics.Proportions;
using CollabLLM.Core.Statistics.Ranks;
using CollabLLM.Core.Statistics.Resampling;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>Contrasts two arms by everything that the outcome's kind allows, then corrects over all pairs.</summary>
internal static class PairComparisons
{
    public static PairComparison Of(ArmData arm, ArmData baseline, bool isBest, ComparisonRequest request, SeededRandom random)
    {
        var (own, other, level) = (arm.Values, baseline.Values, request.Level);
        var welch = WelchTest.Run(own, other, level);
        var mannWhitney = MannWhitneyTest.Run(own, other);
        var yes = request.Kind == OutcomeKind.Binary ? Share(own, other, 1, level) : null;
        var difference = TooFew.For(own, other, needed: 1) is { } refusal ? refusal : (Computed<double>)(own.Mean - other.Mean);
        return new(arm.Arm, baseline.Arm, isBest, own.Count, other.Count)
        {
            MeanDifference = difference,
            RelativeDifference = difference.Bind(d => other.Mean == 0 ? new Refusal("The baseline's mean is 0, so a relative difference does not exist.") : (Computed<double>)(d / other.Mean)),
            TInterval = welch.Then(w => w.Interval),
            BcaInterval = arm.Bootstrap.OfDifference(baseline.Bootstrap, level),
            BcaExpandedInterval = arm.Bootstrap.OfDifferenceExpanded(baseline.Bootstrap, level),
            Welch = welch,
            MannWhitney = mannWhitney,
            Permutation = PermutationTest.Run(own, other, request.Resamples, random.For($"permutation {arm.Arm} {baseline.Arm}")),
            HodgesLehmann = HodgesLehmannShift.Of(own, other, level),
            CohensD = StandardizedDifference.CohensD(own, other, level),
            HedgesG = StandardizedDifference.HedgesG(own, other, level),
            CliffsDelta = CliffsDelta.Of(own, other, level),
            BayesNormal = NormalComparison.Of(own, other, level),
            Equivalence = request.EquivalenceMargin is { } margin ? EquivalenceTest.Run(own, other, margin, level) : null,
            RiskDifference = yes?.RiskDifference,
            RiskRatio = yes?.RiskRatio,
            FisherExact = yes?.FisherExact,
            ChiSquare = yes?.ChiSquare,
            BetaBinomial = yes?.BetaBinomial,
            Shares = request.Kind == OutcomeKind.Rating ? [.. request.Thresholds.Select(t => Share(own, other, t, level))] : [],
            DetectableDifference = TooFew.For(own, other) is { } few ? few : TwoMeansPower.DetectableDifference(own.Count, other.Count, 0.8, 1 - level),
            Primary = Primary(request.Kind, welch, mannWhitney, yes?.FisherExact),
            Stratified = Stratified(arm, baseline, level),
        };
    }

    public static PairComparison[] Corrected(IReadOnlyList<PairComparison> pairs)
    {
        var p = pairs.Select(pair => pair.Primary.Match(primary => (double?)primary.P, _ => null)).ToArray();
        var (holm, hochberg) = (MultipleComparisons.Holm(p), MultipleComparisons.BenjaminiHochberg(p));
        return [.. pairs.Select((pair, i) => pair with { Holm = holm[i], BenjaminiHochberg = hochberg[i] })];
    }

    private static Computed<PValue> Primary(OutcomeKind kind, Computed<TTestResult> welch, Computed<RankTestResult> mannWhitney, Computed<PValue>? fisher) => Explanations.PrimaryTest(kind) switch
    {
        "fisherExact" => fisher!,
        "welch" => welch.Then(w => new PValue(w.P, "Welch t")),
        _ => mannWhitney.Then(m => new PValue(m.P, $"Mann-Whitney ({m.Method})")),
    };

    private static SharePair Share(Observations arm, Observations baseline, double threshold, double level)
    {
        int a = arm.CountAtLeast(threshold), m = arm.Count, b = baseline.CountAtLeast(threshold), n = baseline.Count;
        int[][] table = [[a, m - a], [b, n - b]];
        return new(
            threshold, a, m, b, n,
            Proportions.RiskDifference.Of(a, m, b, n, level),
            Proportions.RiskRatio.Of(a, m, b, n, level),
            FisherExactTest.Run(table).Then(p => new PValue(p, "Fisher exact")),
            ChiSquareTest.Run(table),
            BetaBinomialComparison.Of(a, m, b, n, level));
    }

    private static Computed<PooledEffect>? Stratified(ArmData arm, ArmData baseline, double level)
    {
        var strata = arm.Rows.Concat(baseline.Rows).Select(r => r.Stratum).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (strata.Length < 2) return null;

        var effects = strata
            .Select(stratum => (stratum, Test: WelchTest.Run(Within(arm, stratum), Within(baseline, stratum), level)))
            .Where(s => s.Test.IsKnown)
            .Select(s => new StudyEffect(s.stratum, s.Test.Value.Difference, s.Test.Value.StandardError)).ToArray();
        return EffectPooling.Fixed(effects, level);
    }

    private static Observations Within(ArmData arm, string stratum) =>
        new(arm.Rows.Where(r => r.Stratum == stratum && r.Value is not null).GroupBy(r => r.Id, StringComparer.Ordinal).Select(g => g.Average(r => r.Value!.Value)));
}

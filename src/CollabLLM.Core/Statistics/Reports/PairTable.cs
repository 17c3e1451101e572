using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Plots;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>Contrasts of a comparison: every statistic of every pair. Differences are arm minus baseline.</summary>
public static class PairTable
{
    public static string Name(PairComparison pair) => $"{PlotText.Arm(pair.Arm)} - {PlotText.Arm(pair.Baseline)}";

    /// <summary>What answers the question: difference, its interval, the primary test, corrected.</summary>
    public static StatisticTable Main(Comparison comparison) => Table("Differences", comparison,
    [
        ("difference of means", "meanDifference", p => Cell.Of(p.MeanDifference)),
        ("interval (Welch)", "tInterval", p => Cell.Of(p.TInterval)),
        ("relative difference", "relativeDifference", p => p.RelativeDifference.Match(PlotText.Percent, Cell.Refused)),
        ("judged by", Explanations.PrimaryTest(comparison.Kind), p => p.Primary.Match(t => $"{t.Test}, {PlotText.PIs(t.P)}", Cell.Refused)),
        ("p after Holm", "holm", p => p.Holm is { } holm ? PlotText.P(holm) : "-"),
        ("p after Benjamini-Hochberg", "benjaminiHochberg", p => p.BenjaminiHochberg is { } bh ? PlotText.P(bh) : "-"),
        .. Optional(comparison.Kind == OutcomeKind.Binary, ("difference of shares", "riskDifference", (PairComparison p) => Cell.Of(p.RiskDifference!)), ("ratio of shares", "riskRatio", p => Cell.Of(p.RiskRatio!))),
        .. Thresholds(comparison),
    ]);

    public static StatisticTable Effects(Comparison comparison) => Table("Effect sizes and other intervals", comparison,
    [
        ("bootstrap interval (expanded BCa)", "bcaExpandedInterval", p => Cell.Of(p.BcaExpandedInterval)),
        ("bootstrap interval (plain BCa)", "bcaInterval", p => Cell.Of(p.BcaInterval)),
        ("Hodges-Lehmann shift", "hodgesLehmann", p => Cell.Of(p.HodgesLehmann)),
        ("Cohen's d", "cohensD", p => Cell.Of(p.CohensD)),
        ("Hedges' g", "hedgesG", p => Cell.Of(p.HedgesG)),
        ("Cliff's delta", "cliffsDelta", p => Cell.Of(p.CliffsDelta)),
        .. Optional(comparison.Pairs.Any(p => p.Stratified is not null), ("difference within document types", "stratified", (PairComparison p) => p.Stratified?.Match(e => $"{PlotText.Number(e.Effect)} ({PlotText.Range(e.Interval)})", Cell.Refused) ?? "-")),
        ("smallest difference found with 80 % power (d)", "detectableDifference", p => Cell.Of(p.DetectableDifference)),
    ]);

    public static StatisticTable Tests(Comparison comparison) => Table("Tests", comparison,
    [
        ("Welch t", "welch", p => p.Welch.Match(t => $"t = {PlotText.Number(t.T)}, df {PlotText.Number(t.Df)}, {PlotText.PIs(t.P)}", Cell.Refused)),
        ("Mann-Whitney", "mannWhitney", p => p.MannWhitney.Match(t => $"U = {PlotText.Number(t.U)}, {PlotText.PIs(t.P)} ({t.Method})", Cell.Refused)),
        ("permutation", "permutation", p => p.Permutation.Match(t => $"{PlotText.PIs(t.P)} ({t.Method})", Cell.Refused)),
        .. Optional(comparison.Kind == OutcomeKind.Binary,
            ("Fisher exact", "fisherExact", (PairComparison p) => Cell.Of(p.FisherExact!)), ("chi-square", "chiSquare", p => Cell.Of(p.ChiSquare!)),
            ("probability that the share is higher", "betaBinomial", p => p.BetaBinomial!.Match(b => PlotText.Likely(b.ProbabilityHigher), Cell.Refused))),
        .. Optional(comparison.Pairs.Any(p => p.Equivalence is not null), ($"equivalence (two one-sided tests{(comparison.MarginPlanned is true ? "; margin planned" : "")})", "equivalence", (PairComparison p) => p.Equivalence?.Match(
            e => $"{(e.Equivalent ? "equivalent" : "not shown")} within \u00b1{PlotText.Number(e.Margin)}, {PlotText.PIs(e.P)}", Cell.Refused) ?? "-")),
        ("probability that the mean is higher", "bayesNormal", p => p.BayesNormal.Match(b => $"{PlotText.Likely(b.ProbabilityHigher)} (difference {PlotText.Range(b.CredibleInterval)})", Cell.Refused)),
    ]);

    private static IEnumerable<(string, string?, Func<PairComparison, string>)> Thresholds(Comparison comparison)
    {
        if (comparison.Pairs.Count == 0) yield break;
        for (var i = 0; i < comparison.Pairs[0].Shares.Count; i++)
        {
            var mark = i;
            var name = $"share \u2265 {PlotText.Number(comparison.Pairs[0].Shares[mark].Threshold)}";
            yield return ($"{name}: difference", "riskDifference", p => Cell.Of(p.Shares[mark].RiskDifference));
            yield return ($"{name}: ratio", "riskRatio", p => Cell.Of(p.Shares[mark].RiskRatio));
            yield return ($"{name}: Fisher exact", "fisherExact", p => Cell.Of(p.Shares[mark].FisherExact));
            yield return ($"{name}: chi-square", "chiSquare", p => Cell.Of(p.Shares[mark].ChiSquare));
            yield return ($"{name}: probability that it is higher", "betaBinomial", p => p.Shares[mark].BetaBinomial.Match(b => PlotText.Likely(b.ProbabilityHigher), Cell.Refused));
        }
    }

    private static (string, string?, Func<PairComparison, string>)[] Optional(bool wanted, params (string, string?, Func<PairComparison, string>)[] rows) => wanted ? rows : [];

    private static StatisticTable Table(string title, Comparison comparison, (string Name, string? How, Func<PairComparison, string> Cell)[] rows) =>
        new(title, [.. comparison.Pairs.Select(p => Name(p) + (p.IsBestBaseline ? " (best baseline)" : ""))], [.. rows.Select(r => new StatisticRow(r.Name, r.How, [.. comparison.Pairs.Select(r.Cell)]))]);
}

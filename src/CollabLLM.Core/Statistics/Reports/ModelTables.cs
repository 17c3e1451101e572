using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Models;
using CollabLLM.Core.Statistics.Plots;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>What is computed over all arms at once: overall tests and models.</summary>
public static class ModelTables
{
    public static IEnumerable<StatisticTable> Of(Comparison comparison)
    {
        yield return Overall(comparison);
        if (comparison.Checkpoints.Count > 0) yield return Checkpoints(comparison);
        if (comparison.MixedModel is { } mixed) yield return mixed.Match(Mixed, why => Refused("Linear mixed model", "mixedModel", why));
        if (comparison.CumulativeLink is { } link) yield return link.Match(Link, why => Refused("Cumulative-link model", "cumulativeLink", why));
    }

    private static StatisticTable Overall(Comparison comparison) => new("All arms at once", ["result"],
    [
        new("Kruskal-Wallis", "kruskalWallis", [Cell.Of(comparison.KruskalWallis)]),
        .. comparison.ChiSquare is { } chi ? new[] { new StatisticRow("chi-square of answers by arm", "chiSquare", [Cell.Of(chi)]) } : [],
        .. comparison.FisherExact is { } fisher ? new[] { new StatisticRow("Fisher exact of answers by arm", "fisherExact", [Cell.Of(fisher)]) } : [],
        new("missing data by arm", "differentialMissing", [Cell.Of(comparison.DifferentialMissing)]),
    ]);

    private static StatisticTable Checkpoints(Comparison comparison) => new("Each checkpoint by itself (Welch)", [.. comparison.Checkpoints.Select(c => c.Checkpoint + (c.Selected ? " (selected)" : ""))],
        [.. comparison.Checkpoints[0].Pairs.Select(pair => new StatisticRow($"{PlotText.Arm(pair.Arm)} - {PlotText.Arm(pair.Baseline)}", "welch", [.. comparison.Checkpoints.Select(c =>
            c.Pairs.Single(p => p.Arm == pair.Arm && p.Baseline == pair.Baseline).Welch.Match(w => $"{PlotText.Number(w.Difference)} ({PlotText.Range(w.Interval)}), {PlotText.PIs(w.P)}", Cell.Refused))]))]);

    private static StatisticTable Mixed(MixedModelResult model) => new("Linear mixed model: arm by checkpoint", ["difference", "df", "p"],
    [
        .. model.Contrasts.Select(c => new StatisticRow($"{PlotText.Arm(c.Arm)} - {PlotText.Arm(c.Baseline)}, {(c.Checkpoint is null ? "all checkpoints" : $"checkpoint {c.Checkpoint}")}", "mixedModel",
            [$"{PlotText.Number(c.Difference)} ({PlotText.Range(c.Interval)})", PlotText.Number(c.Df), PlotText.P(c.P)])),
        new("arm by checkpoint", "mixedModel", model.ArmByCheckpoint.Match<string[]>(t => [$"F = {PlotText.Number(t.F)}", $"{PlotText.Number(t.Df1)}, {PlotText.Number(t.Df2)}", PlotText.P(t.P)], why => [why, "-", "-"])),
        new("share of variance between participants", "mixedModel", [PlotText.Number(model.IntraclassCorrelation), "-", "-"]),
    ]);

    private static StatisticTable Link(CumulativeLinkResult model) => new($"Cumulative-link model, against {PlotText.Arm(model.Reference)}", ["odds ratio of a higher rating", "z", "p"],
    [
        .. model.Arms.Select(a => new StatisticRow(PlotText.Arm(a.Arm), "cumulativeLink", [$"{PlotText.Number(a.Ratio)} ({PlotText.Range(a.Interval)})", PlotText.Number(a.Z), PlotText.P(a.P)])),
        new("arm (likelihood ratio)", "cumulativeLink", [$"chi-square {PlotText.Number(model.LikelihoodRatio.Statistic)}, df {PlotText.Number(model.LikelihoodRatio.Df)}", "-", PlotText.P(model.LikelihoodRatio.P)]),
        new("check of proportional odds", "cumulativeLink", model.ProportionalOdds.Match<string[]>(t => [$"chi-square {PlotText.Number(t.Statistic)}, df {PlotText.Number(t.Df)}", "-", PlotText.P(t.P)], why => [why, "-", "-"])),
    ]);

    private static StatisticTable Refused(string title, string how, string why) => new(title, ["result"], [new(title, how, [Cell.Refused(why)])]);
}

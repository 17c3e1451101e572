using System.Globalization;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Plots;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>What the page and both forms of a report say: where the numbers come from, and the tables and plots of an outcome.</summary>
public static class ReportFacts
{
    public static IEnumerable<(string Name, string Value)> Of(StudyReport report)
    {
        var (study, flow) = (report.Data.Study, report.Data.Flow);
        var definition = study.Definition();
        yield return ("Study", $"{study.Slug}, study file SHA-256 {study.DefinitionHash}{(study.FrozenAt is { } at ? string.Create(CultureInfo.InvariantCulture, $", frozen {at:yyyy-MM-dd}") : ", not frozen")}");
        yield return ("Code version", report.CodeVersion);
        yield return ("Seed", string.Create(CultureInfo.InvariantCulture, $"{definition.Seed}; every bootstrap and permutation is drawn from it"));
        yield return ("Arms", string.Join(", ", report.Data.Arms.Select(a => PlotText.Arm(a.Label) + (a.IsBaseline ? " (baseline)" : ""))) + (study.IsUnblinded ? "" : "; blind: codes, every pair compared"));
        yield return ("Pre-registered", definition.PreRegistered.Count == 0 ? "nothing" : string.Join(", ", definition.PreRegistered));
        if (report.Data.Looks is { } looks) yield return ("Planned looks", $"{string.Join(", ", looks.Looks.Select(l => PlotText.Percent(l.Fraction)))} of {looks.Target} completed sessions, {looks.Name}");
        if (definition.Plan is { Margins: { Count: > 0 } margins }) yield return ("Planned margins of equivalence", string.Join(", ", margins.Select(m => $"{m.Outcome} \u00b1{PlotText.Number(m.Margin)}")));
        yield return ("Exclusions", flow.Arms.Sum(a => a.Excluded.Sum(e => e.Count)) is var count && count == 0 ? "none" : $"{count}: " + string.Join("; ", Reasons(report)));
        yield return ("Bots", flow.Bots > 0 ? $"{flow.Bots} counted as participants" : $"{flow.BotsLeftOut} left out");
    }

    public static IEnumerable<StatisticTable> Tables(Comparison comparison) =>
        [PairTable.Main(comparison), ArmTable.Of(comparison), PairTable.Effects(comparison), PairTable.Tests(comparison), .. ModelTables.Of(comparison)];

    public static IEnumerable<Plot> Plots(ComparedOutcome outcome)
    {
        if (outcome.Comparison is not { } comparison) return [];
        var title = outcome.Outcome.Title;
        return new[]
        {
            CheckpointPlot.Of(title, comparison), ComparisonPlots.Means(title, comparison), DistributionPlot.Of(title, comparison, outcome.Outcome.Rows),
            ComparisonPlots.Differences(title, comparison), ComparisonPlots.Shares(title, comparison),
        }.OfType<Plot>();
    }

    private static IEnumerable<string> Reasons(StudyReport report) => report.Data.Flow.Arms.SelectMany(a => a.Excluded)
        .GroupBy(e => e.Reason, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} ({g.Sum(e => e.Count)})");
}

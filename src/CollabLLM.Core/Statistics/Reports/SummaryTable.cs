using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Plots;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>All outcomes in one table, a pair a column: difference with interval and corrected p.</summary>
public static class SummaryTable
{
    public static string Cell(ComparedOutcome compared, string arm, string baseline) =>
        compared.Comparison?.Pairs.FirstOrDefault(p => p.Arm == arm && p.Baseline == baseline) is { } pair
            ? pair.MeanDifference.Match(d => $"{Signed(d)} ({PlotText.Range(pair.TInterval)}){(pair.Holm is { } holm ? $", {PlotText.PIs(holm)}" : "")}", _ => "-")
            : "-";

    /// <summary>Pairs over all outcomes, in order of appearance.</summary>
    public static IReadOnlyList<(string Arm, string Baseline)> Pairs(IEnumerable<ComparedOutcome> outcomes) =>
        [.. outcomes.SelectMany(o => o.Comparison?.Pairs ?? []).Select(p => (p.Arm, p.Baseline)).Distinct()];

    /// <summary>In a word or two, what the data say.</summary>
    public static string Verdict(ComparedOutcome compared) => compared.Comparison?.Finding.Kind switch
    {
        FindingKind.Difference => "difference",
        FindingKind.Equivalent => "equivalent",
        FindingKind.Undecided => "undecided",
        _ => "nothing to say",
    };

    private static string Signed(double value) => (value > 0 ? "+" : "") + PlotText.Number(value);
}

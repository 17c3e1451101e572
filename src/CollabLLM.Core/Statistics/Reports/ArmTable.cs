using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Plots;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>Describes the arms of a comparison.</summary>
public static class ArmTable
{
    public static StatisticTable Of(Comparison comparison)
    {
        var arms = comparison.Arms;
        StatisticRow Row(string name, string? how, Func<ArmSummary, string> cell) => new(name, how, [.. arms.Select(cell)]);
        List<StatisticRow> rows =
        [
            Row("participants with a value", "mean", a => $"{a.N}"),
            Row("missing", "differentialMissing", a => $"{a.Missing}"),
            Row("mean", "mean", a => PlotText.Number(a.Mean)),
            Row("interval of the mean (studentized bootstrap)", "studentizedInterval", a => Cell.Of(a.StudentizedInterval)),
            Row("t interval", "tInterval", a => Cell.Of(a.TInterval)),
            Row("bootstrap interval (expanded BCa)", "bcaExpandedInterval", a => Cell.Of(a.BcaExpandedInterval)),
            Row("bootstrap interval (plain BCa)", "bcaInterval", a => Cell.Of(a.BcaInterval)),
            Row("standard deviation", "sd", a => PlotText.Number(a.Sd)),
            Row("standard error", "se", a => PlotText.Number(a.Se)),
            Row("median", "median", a => PlotText.Number(a.Median)),
            Row("quartiles", "median", a => $"{PlotText.Number(a.LowerQuartile)} and {PlotText.Number(a.UpperQuartile)}"),
            Row("lowest and highest", "median", a => $"{PlotText.Number(a.Min)} and {PlotText.Number(a.Max)}"),
        ];
        if (arms.Any(a => a.RowMean is not null)) rows.Add(Row("mean over rows", "rowMean", a => a.RowMean is { } mean ? Cell.Of(mean) : "-"));
        if (arms.Any(a => a.Yes is not null)) rows.Add(Row("yes", "shares", a => a.Yes is { } yes ? Share(yes) : "-"));
        for (var i = 0; i < arms[0].Shares.Count; i++)
        {
            var mark = i;
            rows.Add(Row($"share \u2265 {PlotText.Number(arms[0].Shares[mark].Threshold)}", "shares", a => Share(a.Shares[mark])));
        }
        return new("Arms", [.. arms.Select(a => PlotText.Arm(a.Arm) + (a.IsBaseline ? " (baseline)" : ""))], rows);
    }

    private static string Share(ShareSummary share) => share.Share.Match(
        s => $"{PlotText.Percent(s)} ({share.Count}/{share.N}; {share.Interval.Match(i => $"{PlotText.Percent(i.Low)} to {PlotText.Percent(i.High)}", _ => "-")})", why => why);
}

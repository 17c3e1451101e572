using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Plots;
using CollabLLM.Core.Statistics.Ranks;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>A number, or the reason why there is none, in the words of a table.</summary>
internal static class Cell
{
    public static string Of(Computed<double> value) => value.Match(PlotText.Number, Refused);

    public static string Of(Computed<Interval> interval) => interval.Match(PlotText.Range, Refused);

    public static string Of(Estimate estimate) => $"{PlotText.Number(estimate.Value)} ({estimate.Interval.Match(PlotText.Range, _ => "no interval")})";

    public static string Of(Computed<Estimate> estimate) => estimate.Match(Of, Refused);

    public static string Of(Computed<PValue> p) => p.Match(test => $"{PlotText.PIs(test.P)}", Refused);

    public static string Of(Computed<OverallTestResult> test) => test.Match(t => $"{PlotText.Number(t.Statistic)}, df {PlotText.Number(t.Df)}, {PlotText.PIs(t.P)}", Refused);

    public static string Refused(string reason) => $"not computed: {reason}";
}

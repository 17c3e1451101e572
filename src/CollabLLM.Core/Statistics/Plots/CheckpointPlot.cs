using System.Globalization;
using CollabLLM.Core.Statistics.Comparisons;

namespace CollabLLM.Core.Statistics.Plots;

/// <summary>Means over the checkpoints, an arm a line, each point with its interval and n.</summary>
public static class CheckpointPlot
{
    private const double Spread = 0.34;

    /// <returns>Null when the outcome has no checkpoints.</returns>
    public static Plot? Of(string title, Comparison comparison)
    {
        var at = comparison.Checkpoints;
        if (at.Count == 0) return null;
        var arms = comparison.Arms.Select(a => a.Arm).ToArray();
        PlotSeries[] series = [.. arms.Select((arm, i) => new PlotSeries(PlotText.Arm(arm), PlotMark.Line, i, [.. at.SelectMany((c, x) => Points(c, arm, x + Beside(i, arms.Length)))]))];
        var values = series.SelectMany(s => s.Points).SelectMany(p => new[] { p.Y, p.YLow ?? p.Y, p.YHigh ?? p.Y });
        var selected = at.Any(c => c.Selected);
        return new(
            $"{comparison.Outcome}-checkpoints", title, $"{comparison.Unit}; mean, {ComparisonPlots.Level(comparison)} t interval and n{(selected ? "; * only those who went on beyond the minimum" : "")}",
            $"{title}: mean with interval of each arm at each checkpoint. The numbers are in the table.",
            new("completed exchanges", -0.5, at.Count - 0.5, [.. at.Select((c, x) => new PlotTick(x, c.Checkpoint + (c.Selected ? " *" : "")))]), PlotAxis.Of("mean", values), series,
            new(["Checkpoint and arm", "n", "missing", "mean", $"{ComparisonPlots.Level(comparison)} t"], [.. at.SelectMany(c => c.Arms.Select(a => (IReadOnlyList<string>)
                [$"{c.Checkpoint}{(c.Selected ? " (selected)" : "")}, {PlotText.Arm(a.Arm)}", $"{a.N}", $"{a.Missing}", PlotText.Number(a.Mean), PlotText.Range(a.TInterval)]))]))
        { HasLegend = true, Height = 250 };
    }

    private static double Beside(int arm, int arms) => arms == 1 ? 0 : Spread * (arm / (arms - 1.0) - 0.5);

    private static IEnumerable<PlotPoint> Points(CheckpointComparison checkpoint, string arm, double x)
    {
        var there = checkpoint.Arms.Single(a => a.Arm == arm);
        if (!there.Mean.IsKnown) yield break;
        yield return new(x, there.Mean.Value)
        {
            YLow = there.TInterval.Match(i => (double?)i.Low, _ => null),
            YHigh = there.TInterval.Match(i => (double?)i.High, _ => null),
            Label = there.N.ToString(CultureInfo.InvariantCulture),
            Text = $"{PlotText.Arm(arm)}: {PlotText.Number(there.Mean)} ({PlotText.Range(there.TInterval)}), n = {there.N}",
        };
    }
}

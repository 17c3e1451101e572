using CollabLLM.Core.Statistics.Comparisons;

namespace CollabLLM.Core.Statistics.Plots;

/// <summary>The pictures of one comparison: means per arm, differences, shares of high ratings, checkpoints.</summary>
public static class ComparisonPlots
{
    private const int LaneHeight = 46;
    private const int Frame = 64;

    /// <summary>Mean of each arm with <see cref="ShownInterval"/>.</summary>
    public static Plot Means(string title, Comparison comparison)
    {
        var arms = comparison.Arms;
        var (name, _, interval) = ShownInterval.For(arms);
        var series = arms.Select((arm, i) => arm.Mean.Match<PlotSeries?>(mean => new PlotSeries(PlotText.Arm(arm.Arm), PlotMark.Point, i, [Point(mean, PlotAxis.Lane(i, arms.Count), interval(arm), arm)]), _ => null)).OfType<PlotSeries>().ToArray();
        return new(
            $"{comparison.Outcome}-means", title, $"{comparison.Unit}; mean and {Level(comparison)} interval ({name})", $"{title}: mean with interval of each arm. The numbers are in the table.",
            PlotAxis.Of(comparison.Unit is { } unit ? unit.Split(';')[0] : "", Ends(series)), PlotAxis.Lanes("Arm", [.. arms.Select(a => $"{PlotText.Arm(a.Arm)}\nn = {a.N}")]), series,
            new(["Arm", "n", "missing", "mean", $"{Level(comparison)} {name}", "sd", "median"],
                [.. arms.Select(a => (IReadOnlyList<string>)[PlotText.Arm(a.Arm), $"{a.N}", $"{a.Missing}", PlotText.Number(a.Mean), PlotText.Range(interval(a)), PlotText.Number(a.Sd), PlotText.Number(a.Median)])]))
        { Height = Frame + LaneHeight * arms.Count };
    }

    /// <summary>Difference of each pair with Welch's interval, against no difference; null when there is no pair.</summary>
    public static Plot? Differences(string title, Comparison comparison)
    {
        var pairs = comparison.Pairs;
        if (pairs.All(p => !p.MeanDifference.IsKnown)) return null;
        string Name(PairComparison p) => $"{PlotText.Arm(p.Arm)}\n- {PlotText.Arm(p.Baseline)}";
        var points = pairs.Select((p, i) => p.MeanDifference.Match<PlotPoint?>(d => Point(d, PlotAxis.Lane(i, pairs.Count), p.TInterval, null), _ => null)).OfType<PlotPoint>().ToArray();
        var lanes = PlotAxis.Lanes("Pair", [.. pairs.Select(Name)]);
        return new(
            $"{comparison.Outcome}-differences", $"{title}: differences", $"arm minus baseline, {comparison.Unit}; {Level(comparison)} Welch interval; the dashed line is no difference",
            $"{title}: difference of means of each pair with its interval. The numbers are in the table.",
            PlotAxis.Of("difference", [0, .. points.SelectMany(p => new[] { p.X, p.XLow ?? p.X, p.XHigh ?? p.X })]), lanes,
            [new("no difference", PlotMark.Rule, 4, [new(0, lanes.Low), new(0, lanes.High)]), new("difference", PlotMark.Point, 0, points)],
            new(["Pair", "difference", $"{Level(comparison)} Welch", "p", "Holm p"], [.. pairs.Select(p => (IReadOnlyList<string>)
                [Name(p).Replace('\n', ' '), PlotText.Number(p.MeanDifference), PlotText.Range(p.TInterval), p.Primary.Match(t => PlotText.P(t.P), _ => "-"), p.Holm is { } holm ? PlotText.P(holm) : "-"])]))
        { Height = Frame + LaneHeight * pairs.Count };
    }

    /// <summary>Shares at or above each mark with Wilson's interval; null where the outcome is no rating.</summary>
    public static Plot? Shares(string title, Comparison comparison)
    {
        var shares = comparison.Arms.SelectMany((a, i) => a.Shares.Select(s => (Arm: a.Arm, Index: i, Share: s))).ToArray();
        if (shares.Length == 0) return null;
        string Name((string Arm, int Index, ShareSummary Share) s) => $"{PlotText.Arm(s.Arm)}\n\u2265 {PlotText.Number(s.Share.Threshold)}";
        var series = shares.Select((s, lane) => s.Share.Share.Match<PlotSeries?>(
            value => new PlotSeries(PlotText.Arm(s.Arm), PlotMark.Point, s.Index, [Share(value, PlotAxis.Lane(lane, shares.Length), s.Share)]), _ => null)).OfType<PlotSeries>().ToArray();
        return new(
            $"{comparison.Outcome}-shares", $"{title}: high ratings", $"share of participants at or above a mark; {Level(comparison)} Wilson interval", $"{title}: shares of high ratings per arm with intervals. The numbers are in the table.",
            new("share", 0, 1, [.. Enumerable.Range(0, 6).Select(i => new PlotTick(i / 5.0, $"{i * 20} %"))]), PlotAxis.Lanes("Arm and mark", [.. shares.Select(Name)]), series,
            new(["Arm and mark", "count", "n", "share", $"{Level(comparison)} Wilson"], [.. shares.Select(s => (IReadOnlyList<string>)
                [Name(s).Replace('\n', ' '), $"{s.Share.Count}", $"{s.Share.N}", s.Share.Share.Match(PlotText.Percent, _ => "-"), s.Share.Interval.Match(i => $"{PlotText.Percent(i.Low)} to {PlotText.Percent(i.High)}", _ => "-")])]))
        { Height = Frame + LaneHeight * shares.Length };
    }

    internal static string Level(Comparison comparison) => FormattableString.Invariant($"{100 * comparison.Level:0.#} %");

    private static PlotPoint Point(double value, double lane, Computed<Interval> interval, ArmSummary? arm) => new(value, lane)
    {
        XLow = interval.Match(i => (double?)i.Low, _ => null),
        XHigh = interval.Match(i => (double?)i.High, _ => null),
        Label = PlotText.Number(value),
        Text = $"{PlotText.Number(value)} ({PlotText.Range(interval)}){(arm is null ? "" : $", n = {arm.N}")}",
    };

    private static PlotPoint Share(double value, double lane, ShareSummary share) => new(value, lane)
    {
        XLow = share.Interval.Match(i => (double?)i.Low, _ => null),
        XHigh = share.Interval.Match(i => (double?)i.High, _ => null),
        Label = $"{share.Count}/{share.N}",
        Text = $"{PlotText.Percent(value)}, {share.Count} of {share.N}",
    };

    private static IEnumerable<double> Ends(IEnumerable<PlotSeries> series) =>
        series.SelectMany(s => s.Points).SelectMany(p => new[] { p.X, p.XLow ?? p.X, p.XHigh ?? p.X });
}

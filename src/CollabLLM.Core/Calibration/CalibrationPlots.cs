using CollabLLM.Core.Statistics;
using CollabLLM.Core.Statistics.Plots;

namespace CollabLLM.Core.Calibration;

/// <summary>The pictures of a calibration: correlations with their intervals, the pairs behind them, and traits of people beside simulators.</summary>
public static class CalibrationPlots
{
    private const int LaneHeight = 40;
    private const int Frame = 64;
    private const int MostDots = 1500;

    /// <summary>Spearman's rho of one score with every question, all arms together and each arm; the table also holds Kendall's tau-b.</summary>
    /// <param name="agreements">Those of one run, kind and measure.</param>
    public static Plot Correlations(string title, IReadOnlyList<HumanQuestion> questions, IReadOnlyList<RankAgreement> agreements)
    {
        var arms = agreements.Select(a => a.Arm).Distinct().ToArray();
        var lanes = agreements.OrderBy(a => questions.ToList().FindIndex(q => q.Key == a.Question)).ToArray();
        string Name(RankAgreement a) => $"{questions.First(q => q.Key == a.Question).Name}\n{Arm(a.Arm)}, n = {a.Pairs}";
        var series = lanes.Select((a, lane) => a.Spearman.Match<PlotSeries?>(e => new(Arm(a.Arm), PlotMark.Point, Array.IndexOf(arms, a.Arm), [Point(e, PlotAxis.Lane(lane, lanes.Length))]), _ => null)).OfType<PlotSeries>();
        var axis = PlotAxis.Lanes("Question and arm", [.. lanes.Select(Name)]);
        return new(
            Key(agreements[0], "correlations"), title, "Spearman's rho, 95 % interval by participant; the dashed line is no relation", $"{title}: rank correlation with each human rating, with its interval. The numbers are in the table.",
            new("Spearman's rho", -1, 1, [.. new[] { -1, -0.5, 0, 0.5, 1 }.Select(v => new PlotTick(v, v.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)))]), axis,
            [new("no relation", PlotMark.Rule, 4, [new(0, axis.Low), new(0, axis.High)]), .. series],
            new(["Question and arm", "pairs", "participants", "Spearman", "95 %", "Kendall tau-b", "95 %  "],
                [.. lanes.Select(a => (IReadOnlyList<string>)[Name(a).Replace('\n', ' '), $"{a.Pairs}", $"{a.Participants}", Value(a.Spearman), Range(a.Spearman), Value(a.Kendall), Range(a.Kendall)])]))
        { Height = Frame + (LaneHeight * lanes.Length) };
    }

    /// <summary>Each pair of a score and a mark as a dot, an arm a colour; null when there is no pair.</summary>
    /// <param name="all">The agreement over all arms.</param>
    public static Plot? Pairs(string title, HumanQuestion question, RankAgreement all)
    {
        if (all.Points.Count == 0) return null;
        // Every n-th of many, so that a page stays light; the table says how many there are.
        var every = (all.Points.Count + MostDots - 1) / MostDots;
        var shown = all.Points.Where((_, i) => i % every == 0).ToArray();
        var arms = all.Points.Select(p => p.Arm).Distinct(StringComparer.Ordinal).ToArray();
        var series = arms.Select((arm, i) => new PlotSeries(PlotText.Arm(arm), PlotMark.Dot, i + 1, [.. shown.Where(p => p.Arm == arm).Select(p => new PlotPoint(p.Score, p.Mark))]));
        var means = all.Points.GroupBy(p => p.Mark).OrderByDescending(g => g.Key).Select(g => (IReadOnlyList<string>)[PlotText.Number(g.Key), $"{g.Count()}", PlotText.Number(g.Average(p => p.Score)), PlotText.Number(g.Min(p => p.Score)), PlotText.Number(g.Max(p => p.Score))]);
        return new(
            $"{Key(all, "pairs")}-{question.Key}", title, question.IsCheckpoint ? "a dot is a reply and the next rating" : "a dot is a session: its mean score and its rating", $"{title}: scores and human marks, a dot a pair. The numbers are in the table.",
            PlotAxis.Of("score", shown.Select(p => p.Score)), PlotAxis.Of("rating", shown.Select(p => p.Mark)), [.. series], new(["Rating", "pairs", "mean score", "lowest", "highest"], [.. means]))
        { HasLegend = arms.Length > 1, Height = 240 };
    }

    /// <summary>How often each value of a trait occurs, participants beside the simulator; null when one side has none.</summary>
    public static Plot? Trait(TraitComparison trait)
    {
        if (trait.Bins.Count == 0) return null;
        string Name(TraitBin b) => b.Low.Equals(b.High) ? PlotText.Number(b.Low) : $"{PlotText.Number(b.Low)} to {PlotText.Number(b.High)}";
        PlotSeries Side(string name, int colour, Func<TraitBin, double> share) => new(name, PlotMark.Line, colour, [.. trait.Bins.Select((b, i) => new PlotPoint(i, share(b)) { Text = $"{name}: {Name(b)}, {PlotText.Percent(share(b))}" })]);
        return new(
            $"{trait.Run}-{trait.Key}", trait.Title, $"{trait.Meaning}; shares of single values or of bins of equal count", $"{trait.Title}: how often each value occurs among participants and in the simulator's messages. The numbers are in the table.",
            new(trait.Meaning.Length > 40 ? trait.Title.ToLowerInvariant() : trait.Meaning, -0.5, trait.Bins.Count - 0.5, [.. trait.Bins.Select((b, i) => new PlotTick(i, PlotText.Number(b.Low)))]),
            PlotAxis.Of("share", [0, .. trait.Bins.SelectMany(b => new[] { b.Participants, b.Simulator })]), [Side("Participants", 0, b => b.Participants), Side("Simulator", 1, b => b.Simulator)],
            new(["Value", "participants", "simulator"], [.. trait.Bins.Select(b => (IReadOnlyList<string>)[Name(b), PlotText.Percent(b.Participants), PlotText.Percent(b.Simulator)])]))
        { HasLegend = true };
    }

    private static PlotPoint Point(Estimate estimate, double lane) => new(estimate.Value, lane)
    {
        XLow = estimate.Interval.Match(i => (double?)i.Low, _ => null),
        XHigh = estimate.Interval.Match(i => (double?)i.High, _ => null),
        Label = PlotText.Number(Math.Round(estimate.Value, 2)),
        Text = $"{PlotText.Number(estimate.Value)} ({PlotText.Range(estimate.Interval)})",
    };

    private static string Key(RankAgreement agreement, string what) => $"{agreement.Run}-{agreement.Kind}-{agreement.Measure}-{what}".Replace("->", "-", StringComparison.Ordinal).Replace(' ', '-');

    private static string Arm(string? arm) => arm is null ? "all arms" : PlotText.Arm(arm);

    private static string Value(Computed<Estimate> estimate) => estimate.Match(e => PlotText.Number(e.Value), why => why);

    private static string Range(Computed<Estimate> estimate) => estimate.Match(e => e.Interval.Match(PlotText.Range, why => why), _ => "-");
}

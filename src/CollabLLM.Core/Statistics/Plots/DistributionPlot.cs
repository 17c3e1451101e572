using CollabLLM.Core.Statistics.Comparisons;

namespace CollabLLM.Core.Statistics.Plots;

/// <summary>Every participant as a dot where they are few (beeswarm); the outline of the distribution where they are many (ridge). Never means alone.</summary>
public static class DistributionPlot
{
    private const int MostDots = 250;
    private const int Bins = 48;
    private const double HalfLane = 0.42;

    /// <param name="rows">The outcome's rows; a participant with several counts once, by their mean.</param>
    /// <returns>Null when nobody has a value.</returns>
    public static Plot? Of(string title, Comparison comparison, IReadOnlyList<OutcomeRow> rows)
    {
        var byArm = rows.Where(r => r.Value is not null).GroupBy(r => r.Arm, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.GroupBy(r => r.Id, StringComparer.Ordinal).Select(p => p.Average(r => r.Value!.Value)).Order().ToArray(), StringComparer.Ordinal);
        if (byArm.Count == 0) return null;
        var arms = comparison.Arms;
        double low = byArm.Values.Min(v => v[0]), high = byArm.Values.Max(v => v[^1]);
        var axis = PlotAxis.Of(comparison.Unit?.Split(';')[0] ?? "", [low, high]);
        var isFew = byArm.Values.Max(v => v.Length) <= MostDots;
        var series = arms.Select((arm, i) => (Arm: arm.Arm, Index: i, Lane: PlotAxis.Lane(i, arms.Count))).Where(a => byArm.ContainsKey(a.Arm))
            .Select(a => new PlotSeries(PlotText.Arm(a.Arm), isFew ? PlotMark.Dot : PlotMark.Area, a.Index, isFew ? Swarm(byArm[a.Arm], a.Lane, axis) : Ridge(byArm[a.Arm], a.Lane, axis)));
        return new(
            $"{comparison.Outcome}-distribution", $"{title}: distribution", isFew ? "a dot is a participant" : "outline of the distribution of participants", $"{title}: how the participants of each arm are spread. The numbers are in the table.",
            axis, PlotAxis.Lanes("Arm", [.. arms.Select(a => $"{PlotText.Arm(a.Arm)}\nn = {a.N}")]), [.. series],
            new(["Arm", "n", "lowest", "lower quartile", "median", "upper quartile", "highest"], [.. arms.Select(a => (IReadOnlyList<string>)
                [PlotText.Arm(a.Arm), $"{a.N}", PlotText.Number(a.Min), PlotText.Number(a.LowerQuartile), PlotText.Number(a.Median), PlotText.Number(a.UpperQuartile), PlotText.Number(a.Max)])]))
        { Height = 64 + 70 * arms.Count };
    }

    // Equal or nearly equal values stand above each other, in turn over and under the middle of the lane.
    private static PlotPoint[] Swarm(double[] values, double lane, PlotAxis axis)
    {
        var width = (axis.High - axis.Low) / 60;
        var columns = values.GroupBy(v => Math.Floor((v - axis.Low) / width)).Select(g => g.ToArray()).ToArray();
        var step = Math.Min(0.09, 2 * HalfLane / columns.Max(c => c.Length));
        return [.. columns.SelectMany(column => column.Select((value, i) => new PlotPoint(value, Math.Round(lane + step * ((i + 1) / 2) * (i % 2 == 0 ? 1 : -1), 4))))];
    }

    // Counts of equal bins, smoothed by a triangle; the area is not a share, so lanes are scaled to the same height.
    private static PlotPoint[] Ridge(double[] values, double lane, PlotAxis axis)
    {
        var (width, counts) = ((axis.High - axis.Low) / Bins, new double[Bins]);
        foreach (var value in values) counts[Math.Clamp((int)((value - axis.Low) / width), 0, Bins - 1)]++;
        double[] smooth = [.. counts.Select((c, i) => 0.5 * c + 0.25 * (i > 0 ? counts[i - 1] : 0) + 0.25 * (i < Bins - 1 ? counts[i + 1] : 0))];
        var top = smooth.Max();
        return
        [
            new(axis.Low, lane - HalfLane),
            .. smooth.Select((s, i) => new PlotPoint(Math.Round(axis.Low + (i + 0.5) * width, 6), Math.Round(lane - HalfLane + 2 * HalfLane * s / top, 4))),
            new(axis.High, lane - HalfLane),
        ];
    }
}

using System.Text.Json;
using System.Xml.Linq;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Plots;

namespace CollabLLM.UnitTests.Statistics;

public sealed class PlotTests
{
    [Fact]
    public void A_mean_stands_in_its_arms_lane_with_its_interval_and_its_n()
    {
        var comparison = Compare([2, 4, 6], [5, 7, 9]);

        var plot = ComparisonPlots.Means("Quality", comparison);

        Assert.Equal(["Arm K\nn = 3", "Arm R\nn = 3"], plot.Y.Ticks.Select(t => t.Label));
        var first = Assert.Single(plot.Series[0].Points);
        Assert.Equal((4, 1), (first.X, first.Y));
        // 4 -+ t(2, 0.975) 2/sqrt(3), t = 4.30265 (table of Student's t)
        Assert.Equal(4 - 4.30265 * 2 / Math.Sqrt(3), first.XLow!.Value, 4);
        Assert.True(plot.X.Low <= first.XLow && plot.X.High >= plot.Series[1].Points[0].XHigh);
        Assert.Equal("4", plot.Table.Rows[0][3]);
    }

    [Fact]
    public void An_arm_without_values_has_a_lane_and_no_point()
    {
        var comparison = ComparisonBuilder.Build([.. Rows("K", 1, 2), .. Rows("R", 3, 4)], new("quality", OutcomeKind.Rating) { Arms = ["K", "M", "R"] });

        var plot = ComparisonPlots.Means("Quality", comparison);

        Assert.Equal(3, plot.Y.Ticks.Count);
        Assert.Equal([0, 2], plot.Series.Select(s => s.Colour));
        Assert.Equal("-", plot.Table.Rows[1][3]);
    }

    [Fact]
    public void Checkpoints_after_the_minimum_are_marked_and_each_point_shows_its_n()
    {
        OutcomeRow[] rows = [.. from arm in new[] { "K", "R" } from id in Enumerable.Range(0, 4) from turn in new[] { 3, 9 } where turn == 3 || id < 3 select new OutcomeRow($"{arm}{id}", arm, 5 + id % 3, $"{turn}")];
        var comparison = ComparisonBuilder.Build(rows, new("interaction", OutcomeKind.Rating) { MinimumTurns = 8 });

        var plot = CheckpointPlot.Of("Interaction", comparison)!;

        Assert.Equal(["3", "9 *"], plot.X.Ticks.Select(t => t.Label));
        Assert.Equal(["4", "3"], plot.Series[0].Points.Select(p => p.Label));
        Assert.Contains("went on beyond the minimum", plot.Subtitle, StringComparison.Ordinal);
        Assert.True(plot.HasLegend);
    }

    [Fact]
    public void Few_participants_are_dots_and_many_are_an_outline()
    {
        OutcomeRow[] few = [.. Rows("K", 5, 5, 5, 7), .. Rows("R", 6, 8)];
        OutcomeRow[] many = [.. Rows("K", [.. Enumerable.Range(0, 400).Select(i => i % 10.0)]), .. Rows("R", [.. Enumerable.Range(0, 400).Select(i => i % 7.0)])];

        var dots = DistributionPlot.Of("Quality", Compare(few), few)!;
        var outline = DistributionPlot.Of("Quality", Compare(many), many)!;

        Assert.Equal(4, dots.Series[0].Points.Count);
        Assert.Equal(4, dots.Series[0].Points.Distinct().Count());
        Assert.All(dots.Series[0].Points, p => Assert.InRange(p.Y, 0.5, 1.5));
        Assert.Equal((PlotMark.Dot, PlotMark.Area), (dots.Series[0].Mark, outline.Series[0].Mark));
        Assert.True(outline.Series[0].Points.Count < 60);
    }

    [Fact]
    public void Differences_show_no_difference_as_a_line_inside_the_axis()
    {
        var plot = ComparisonPlots.Differences("Quality", Compare([1, 2, 3], [7, 8, 9]))!;

        var rule = plot.Series.Single(s => s.Mark == PlotMark.Rule);
        Assert.All(rule.Points, p => Assert.Equal(0, p.X));
        Assert.InRange(0, plot.X.Low, plot.X.High);
    }

    [Theory]
    [InlineData(0, 10, "0 2 4 6 8 10")]
    [InlineData(7.1, 8.9, "7 7.5 8 8.5 9")]
    [InlineData(3, 3, "2.4 2.6 2.8 3 3.2 3.4 3.6")]
    [InlineData(-0.02, 0.11, "-0.05 0 0.05 0.1 0.15")]
    public void Ticks_are_round_and_hold_every_value(double low, double high, string ticks)
    {
        var axis = PlotAxis.Of("x", [low, high]);

        Assert.True(axis.Low <= low && axis.High >= high);
        Assert.Equal(ticks, string.Join(' ', axis.Ticks.Select(t => t.Label)));
    }

    [Fact]
    public void The_drawing_is_well_formed_the_same_each_time_and_holds_no_markup_of_a_name()
    {
        OutcomeRow[] rows = [.. Rows("<b>K</b>", 1, 2, 3), .. Rows("R & S", 4, 5, 6)];
        var plot = ComparisonPlots.Means("Quality <script>", Compare(rows));

        var svg = SvgPlot.Draw(plot);

        Assert.Equal(svg, SvgPlot.Draw(plot));
        Assert.DoesNotContain("<script>", svg, StringComparison.Ordinal);
        Assert.Contains(XDocument.Parse(svg).Descendants(), e => e.Value == "<b>K</b>");
    }

    [Fact]
    public void A_plot_survives_json()
    {
        var plot = ComparisonPlots.Means("Quality", Compare([1, 2, 3], [7, 8, 9]));

        var again = JsonSerializer.Deserialize<Plot>(JsonSerializer.Serialize(plot))!;

        Assert.Equal(SvgPlot.Draw(plot), SvgPlot.Draw(again));
    }

    private static Comparison Compare(double[] k, double[] r) => Compare([.. Rows("K", k), .. Rows("R", r)]);

    private static Comparison Compare(OutcomeRow[] rows) => ComparisonBuilder.Build(rows, new("quality", OutcomeKind.Rating) { Unit = "rating", Baselines = [rows[0].Arm] });

    private static IEnumerable<OutcomeRow> Rows(string arm, params double[] values) => values.Select((v, i) => new OutcomeRow($"{arm}{i}", arm, v));
}

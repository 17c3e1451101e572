using System.Globalization;
using System.Security;
using System.Text;

namespace CollabLLM.Core.Statistics.Plots;

/// <summary>
/// Draws a <see cref="Plot"/> as SVG without a browser: the same plot gives the same bytes. Colours come from the style sheet of the page
/// or report that holds it, by the classes plot-0 to plot-5, so that it follows light and dark.
/// </summary>
public static class SvgPlot
{
    private const int Width = 420;
    private const int Right = 14;
    private const int Bottom = 44;
    private const int LineHeight = 14;
    internal const double LetterWidth = 7.2;

    public static string Draw(Plot plot)
    {
        var legend = plot.HasLegend ? plot.Series.Where(s => s.Mark != PlotMark.Rule).DistinctBy(s => s.Name).ToArray() : [];
        var top = 16 + legend.Length * LineHeight;
        var left = Math.Clamp(12 + plot.Y.Ticks.SelectMany(t => t.Label.Split('\n')).Select(l => (int)(l.Length * LetterWidth)).DefaultIfEmpty(0).Max(), 34, 170);
        var frame = new SvgFrame(plot, left, top, Width - Right, top + plot.Height - Bottom);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg class="plot-svg" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {top + plot.Height}" role="img" aria-label="{Safe(plot.Description)}">""");
        for (var i = 0; i < legend.Length; i++) Legend(svg, legend[i], 12 + i * LineHeight);
        Axes(svg, plot, frame);
        foreach (var series in plot.Series) SvgMarks.Draw(svg, series, frame);
        return svg.Append("</svg>").ToString();
    }

    internal static string Safe(string text) => SecurityElement.Escape(text)!;

    private static void Legend(StringBuilder svg, PlotSeries series, int y)
    {
        svg.Append(CultureInfo.InvariantCulture, $"""<g class="plot-{series.Colour % PlotSeries.Colours}">{SvgMarks.Symbol(series.Colour, 12, y - 4)}</g>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="22" y="{y}" class="plot-name">{Safe(series.Name)}</text>""");
    }

    private static void Axes(StringBuilder svg, Plot plot, SvgFrame frame)
    {
        foreach (var tick in plot.X.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{frame.X(tick.Value)}" x2="{frame.X(tick.Value)}" y1="{frame.Top}" y2="{frame.Bottom}" class="plot-grid"/>""");
            Text(svg, frame.X(tick.Value), frame.Bottom + 16, tick.Label, "plot-tick", Edge(frame, tick));
        }
        foreach (var tick in plot.Y.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<line x1="{frame.Left}" x2="{frame.Right}" y1="{frame.Y(tick.Value)}" y2="{frame.Y(tick.Value)}" class="plot-grid"/>""");
            var lines = tick.Label.Split('\n');
            for (var i = 0; i < lines.Length; i++)
                Text(svg, "0", frame.Place(tick.Value) + 4 + (i - (lines.Length - 1) / 2.0) * LineHeight, lines[i], i == 0 && lines.Length > 1 ? "plot-name" : "plot-tick", "start");
        }
        Text(svg, frame.Middle, frame.Bottom + 34, plot.X.Name, "plot-tick", "middle");
    }

    // Beyond the right edge there is nothing left of the picture; at the left edge a tick stands under the names.
    private static string Edge(SvgFrame frame, PlotTick tick) =>
        frame.Anchor(tick.Value, tick.Label.Length * LetterWidth) is "end" && tick.Label.Length * LetterWidth / 2 > Right ? "end" : "middle";

    private static void Text(StringBuilder svg, string x, double y, string text, string style, string anchor) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x}" y="{y:0.#}" class="{style}" text-anchor="{anchor}">{Safe(text)}</text>""");
}

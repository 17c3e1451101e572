using System.Globalization;
using System.Text;

namespace CollabLLM.Core.Statistics.Plots;

/// <summary>Draws the marks of one series.</summary>
internal static class SvgMarks
{
    public static void Draw(StringBuilder svg, PlotSeries series, SvgFrame frame)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"plot-{series.Colour % PlotSeries.Colours}\">");
        var path = string.Join(' ', series.Points.Select(p => $"{frame.X(p.X)},{frame.Y(p.Y)}"));
        if (series.Mark is PlotMark.Area) svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{path}\" class=\"plot-area\"/>");
        if (series.Mark is PlotMark.Line) svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" class=\"plot-line\"/>");
        if (series.Mark is PlotMark.Rule) svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" class=\"plot-rule\"/>");
        if (series.Mark is PlotMark.Dot)
            foreach (var point in series.Points) svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{frame.X(point.X)}\" cy=\"{frame.Y(point.Y)}\" r=\"2.5\" class=\"plot-dot\"/>");
        if (series.Mark is PlotMark.Point or PlotMark.Line)
            foreach (var point in series.Points) Point(svg, series, point, frame);
        svg.Append("</g>");
    }

    /// <summary>Circle, square, triangle or diamond, by colour.</summary>
    public static string Symbol(int colour, double x, double y) => (colour % 4) switch
    {
        0 => Text($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4.5\"/>"),
        1 => Text($"<rect x=\"{x - 4:0.#}\" y=\"{y - 4:0.#}\" width=\"8\" height=\"8\"/>"),
        2 => Text($"<polygon points=\"{x:0.#},{y - 5:0.#} {x + 5:0.#},{y + 4:0.#} {x - 5:0.#},{y + 4:0.#}\"/>"),
        _ => Text($"<polygon points=\"{x:0.#},{y - 5.5:0.#} {x + 5.5:0.#},{y:0.#} {x:0.#},{y + 5.5:0.#} {x - 5.5:0.#},{y:0.#}\"/>"),
    };

    private static void Point(StringBuilder svg, PlotSeries series, PlotPoint point, SvgFrame frame)
    {
        if (point is { XLow: { } low, XHigh: { } high })
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{frame.X(low)}\" x2=\"{frame.X(high)}\" y1=\"{frame.Y(point.Y)}\" y2=\"{frame.Y(point.Y)}\" class=\"plot-interval\"/>");
        if (point is { YLow: { } down, YHigh: { } up })
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{frame.X(point.X)}\" x2=\"{frame.X(point.X)}\" y1=\"{frame.Y(down)}\" y2=\"{frame.Y(up)}\" class=\"plot-interval\"/>");
        svg.Append(Symbol(series.Colour, double.Parse(frame.X(point.X), CultureInfo.InvariantCulture), frame.Place(point.Y)));
        if (point.Label is { } label)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{frame.X(point.X)}\" y=\"{frame.Place(point.YHigh ?? point.Y) - 9:0.#}\" class=\"plot-label\" text-anchor=\"{frame.Anchor(point.X, label.Length * SvgPlot.LetterWidth)}\">{SvgPlot.Safe(label)}</text>");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

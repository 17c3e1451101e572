using System.Globalization;

namespace CollabLLM.Core.Statistics.Plots;

/// <summary>Where values lie in the drawing, in its own units.</summary>
internal sealed record SvgFrame(Plot Plot, int Left, int Top, int Right, int Bottom)
{
    public string Middle => Text((Left + Right) / 2.0);

    public string X(double value) => Text(Left + (Right - Left) * Share(Plot.X, value));

    /// <summary>How a text of about this width stands at a value so that it stays inside: centred, or at an edge beside it.</summary>
    public string Anchor(double value, double width)
    {
        var x = Left + (Right - Left) * Share(Plot.X, value);
        return x - width / 2 < Left ? "start" : x + width / 2 > Right ? "end" : "middle";
    }

    public string Y(double value) => Text(Place(value));

    public double Place(double y) => Bottom - (Bottom - Top) * Share(Plot.Y, y);

    private static double Share(PlotAxis axis, double value) => Math.Clamp((value - axis.Low) / (axis.High - axis.Low), 0, 1);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

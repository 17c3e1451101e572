using System.Globalization;

namespace CollabLLM.Core.Statistics.Plots;

/// <summary>A straight axis from <see cref="Low"/> to <see cref="High"/> with its ticks. Names (arms) are ticks at 0, 1, 2...</summary>
public sealed record PlotAxis(string Name, double Low, double High, IReadOnlyList<PlotTick> Ticks)
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>An axis that holds all values, widened to round ticks at 1, 2, 2.5 or 5 times a power of ten.</summary>
    public static PlotAxis Of(string name, IEnumerable<double> values, int ticks = 5)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        double low = finite.Min(), high = finite.Max();
        if (high - low < 1e-9 * Math.Max(1, Math.Abs(high))) (low, high) = (low - 0.5, high + 0.5);
        var raw = (high - low) / ticks;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = Steps.Select(s => s * unit).First(s => s >= raw * 0.999999);
        int first = (int)Math.Floor(low / step + 1e-9), last = (int)Math.Ceiling(high / step - 1e-9);
        return new(name, first * step, last * step, [.. Enumerable.Range(first, last - first + 1).Select(i => Tick(i * step))]);
    }

    /// <summary>Lanes from top to bottom: the first name stands highest.</summary>
    public static PlotAxis Lanes(string name, IReadOnlyList<string> names) =>
        new(name, -0.6, names.Count - 0.4, [.. names.Select((n, i) => new PlotTick(names.Count - 1 - i, n))]);

    /// <summary>The height of a lane by its place from the top.</summary>
    public static double Lane(int index, int lanes) => lanes - 1 - index;

    private static PlotTick Tick(double value)
    {
        var rounded = Math.Round(value, 10);
        return new(rounded, rounded.ToString("0.####", CultureInfo.InvariantCulture));
    }
}

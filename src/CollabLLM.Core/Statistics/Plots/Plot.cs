namespace CollabLLM.Core.Statistics.Plots;

/// <summary>
/// A picture as plain data: drawn by the browser's chart library and, without a browser, by <see cref="SvgPlot"/>. Serialises to JSON as it is.
/// </summary>
/// <param name="Key">Stable name, for files that are saved.</param>
/// <param name="Subtitle">Unit, and what is drawn.</param>
/// <param name="Description">One sentence for readers who do not see the picture.</param>
public sealed record Plot(string Key, string Title, string Subtitle, string Description, PlotAxis X, PlotAxis Y, IReadOnlyList<PlotSeries> Series, PlotTable Table)
{
    /// <summary>Whether names of series must be written beside the picture, because no axis says them.</summary>
    public bool HasLegend { get; init; }

    /// <summary>Height in pixels at a usual width.</summary>
    public int Height { get; init; } = 220;
}

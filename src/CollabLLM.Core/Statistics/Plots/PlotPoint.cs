namespace CollabLLM.Core.Statistics.Plots;

/// <summary>A place on both axes. Interval ends lie on the axis that they are named for; <see cref="Label"/> is written beside the point, <see cref="Text"/> is shown when it is pointed at.</summary>
public sealed record PlotPoint(double X, double Y)
{
    public double? XLow { get; init; }
    public double? XHigh { get; init; }
    public double? YLow { get; init; }
    public double? YHigh { get; init; }
    public string? Label { get; init; }
    public string? Text { get; init; }
}

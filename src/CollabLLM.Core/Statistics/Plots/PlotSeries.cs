namespace CollabLLM.Core.Statistics.Plots;

/// <summary>Points drawn alike. <see cref="Colour"/> counts from 0 through the palette and also chooses the symbol, so that colour is never alone; arms keep theirs over all plots.</summary>
public sealed record PlotSeries(string Name, PlotMark Mark, int Colour, IReadOnlyList<PlotPoint> Points)
{
    /// <summary>Colours of the palette; later series begin again.</summary>
    public const int Colours = 6;
}

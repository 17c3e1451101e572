namespace CollabLLM.Core.Statistics.Plots;

/// <summary>A mark on an axis and what is written there; a line feed separates two lines.</summary>
public sealed record PlotTick(double Value, string Label);

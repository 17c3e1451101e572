namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>Participants with a value in [from, to); a single value when both ends are equal; the last bar includes its upper end.</summary>
public sealed record HistogramBar(double From, double To, int Count);

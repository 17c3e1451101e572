namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>How many of n reached the threshold, with Wilson's interval of the share.</summary>
public sealed record ShareSummary(double Threshold, int Count, int N, Computed<double> Share, Computed<Interval> Interval);

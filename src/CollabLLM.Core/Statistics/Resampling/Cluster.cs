namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>What one participant adds to a mean: the sum of their values and how many there are.</summary>
public readonly record struct Cluster(double Sum, int Count);

namespace CollabLLM.Core.Statistics;

/// <summary>A distinct value and how often it was observed.</summary>
public readonly record struct ValueCount(double Value, int Count);

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>A two-sided p value in [0, 1] and the name of its test.</summary>
public sealed record PValue(double P, string Test);

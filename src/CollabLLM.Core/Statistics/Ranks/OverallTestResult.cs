namespace CollabLLM.Core.Statistics.Ranks;

/// <summary>A test over all arms at once: statistic, degrees of freedom, p.</summary>
public sealed record OverallTestResult(double Statistic, double Df, double P);

namespace CollabLLM.Core.Statistics.Means;

/// <summary>Two-sided t test of a difference of means with its interval.</summary>
public sealed record TTestResult(double Difference, double StandardError, double T, double Df, double P, Interval Interval);

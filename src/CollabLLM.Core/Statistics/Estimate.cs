namespace CollabLLM.Core.Statistics;

/// <summary>A point estimate with its interval; the interval may be refused where the point is not.</summary>
public sealed record Estimate(double Value, Computed<Interval> Interval);

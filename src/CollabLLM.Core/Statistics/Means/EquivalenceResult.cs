namespace CollabLLM.Core.Statistics.Means;

/// <summary>Two one-sided tests. <see cref="P"/> is the larger of the two; the interval has level 1 - 2·alpha.</summary>
public sealed record EquivalenceResult(double Margin, double PLower, double PUpper, double P, Interval Interval, bool Equivalent);

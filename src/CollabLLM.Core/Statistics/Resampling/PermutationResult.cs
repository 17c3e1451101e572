namespace CollabLLM.Core.Statistics.Resampling;

/// <summary>Two-sided permutation p with the number of rearrangements behind it; exact when all were visited.</summary>
public sealed record PermutationResult(double Difference, double P, int Rearrangements, string Method);

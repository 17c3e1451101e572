namespace CollabLLM.Core.Statistics.Ranks;

/// <summary>Mann-Whitney U of the first arm (pairs it wins, ties half), z (tie-corrected, with continuity correction; null for the exact test), two-sided p.</summary>
public sealed record RankTestResult(double U, double? Z, double P, string Method);

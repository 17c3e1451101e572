namespace CollabLLM.Data.Scoring;

/// <summary>Limits of a run; null is without limit. A spent budget stops the run; raising it lets the run go on.</summary>
public sealed record ScoringBudget(long? Calls = null, long? Tokens = null, decimal? Money = null);

namespace CollabLLM.Core.Statistics.Tables;

/// <summary>Names of the columns to use. Without an id column every row is a participant of its own.</summary>
public sealed record OutcomeColumns(string Outcome, string Arm, string? Id = null, string? Checkpoint = null, string? Stratum = null);

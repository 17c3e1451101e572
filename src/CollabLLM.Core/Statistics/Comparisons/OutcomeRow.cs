namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>
/// One measured (or missing) value. <see cref="Id"/> names the participant: rows of one participant are never treated as independent.
/// <see cref="Checkpoint"/> is the turn or moment of a repeated outcome; <see cref="Stratum"/> a block such as the document type.
/// </summary>
public sealed record OutcomeRow(string Id, string Arm, double? Value, string? Checkpoint = null, string? Stratum = null);

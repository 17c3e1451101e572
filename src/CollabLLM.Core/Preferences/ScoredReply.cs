namespace CollabLLM.Core.Preferences;

/// <summary>A reply to a prompt with its mean reward.</summary>
/// <param name="StandardError">Breaks ties: of two equal means the surer one is chosen. Null: unknown.</param>
public sealed record ScoredReply(string Completion, double Score, double? StandardError = null);

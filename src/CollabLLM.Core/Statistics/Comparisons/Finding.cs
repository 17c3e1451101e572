namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>
/// What can be said, in one sentence. <see cref="Ranking"/> orders the arms from highest to lowest and exists only when every
/// comparison between them is significant after Holm's correction.
/// </summary>
public sealed record Finding(FindingKind Kind, string Sentence, IReadOnlyList<string>? Ranking);

using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Exports.Pairs;

/// <summary>A turn with every reply that was compared at it.</summary>
public sealed record ScoredTurnExport(int Turn, IReadOnlyList<Message> Prompt, IReadOnlyList<CandidateExport> Candidates);

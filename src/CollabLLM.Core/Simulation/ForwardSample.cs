using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Simulation;

/// <summary>One continuation of a conversation.</summary>
/// <param name="Index">From 0, stable.</param>
/// <param name="Continuation">The messages after the given conversation; what there was when it failed.</param>
/// <param name="Failure">Why it could not be completed; null when it was.</param>
public sealed record ForwardSample(int Index, IReadOnlyList<Message> Continuation, string? Failure);

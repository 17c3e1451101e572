using CollabLLM.Core.Rewards;

namespace CollabLLM.Core.Simulation;

/// <summary>One reply that was tried at a turn of a synthesised conversation.</summary>
public sealed record SynthesisedReply(string Completion, RewardEstimate Estimate);

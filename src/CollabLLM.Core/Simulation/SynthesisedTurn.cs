using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Simulation;

/// <summary>A turn of a synthesised conversation: the prompt, and the replies tried.</summary>
public sealed record SynthesisedTurn(Conversation Prompt, IReadOnlyList<SynthesisedReply> Replies);

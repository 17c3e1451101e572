using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Preferences;

/// <summary>One prompt with the replies that were compared. Turns of one conversation with prompts of equal length are the same turn.</summary>
public sealed record ScoredTurn(string ConversationId, Conversation Prompt, IReadOnlyList<ScoredReply> Replies);

using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Preferences;

/// <summary>The best and the worst reply to one prompt.</summary>
public sealed record PreferencePair(string ConversationId, Conversation Prompt, ScoredReply Chosen, ScoredReply Rejected)
{
    /// <summary>Difference of mean rewards, at least 0.</summary>
    public double Margin => Chosen.Score - Rejected.Score;
}

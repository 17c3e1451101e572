using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Metrics;

/// <summary>What a metric may look at.</summary>
/// <param name="Conversation">The whole conversation: prompt, reply, continuation. System messages are left out.</param>
/// <param name="PromptLength">Messages before the reply that is being rewarded.</param>
/// <param name="Goal">What the participant wants.</param>
/// <param name="Reference">Reference document y_g; null when there is none.</param>
/// <param name="Document">Document extracted from this conversation; null unless the signature asks for it.</param>
/// <param name="FinalDocument">The participant's final document; null outside live sessions.</param>
/// <param name="Seed">For metrics that ask a model.</param>
public sealed record MetricInput(
    Conversation Conversation, int PromptLength, string Goal, string? Reference, string? Document, string? FinalDocument, long Seed)
{
    /// <summary>The reply that is being rewarded.</summary>
    public string Reply => Conversation[PromptLength].Content;

    /// <summary>The reply and everything after it.</summary>
    public IEnumerable<Message> Window => Conversation.Skip(PromptLength);
}

namespace CollabLLM.Core.Conversations;

/// <summary>Who speaks in a conversation. <see cref="User"/> is the chat role of the participant or of a user simulator, <see cref="Assistant"/> that of the policy.</summary>
public enum MessageRole
{
    System,
    User,
    Assistant,
}

namespace CollabLLM.Core.Conversations;

/// <summary>One utterance of a conversation. The content may be empty, never null.</summary>
public sealed record Message(MessageRole Role, string Content)
{
    public static Message System(string content) => new(MessageRole.System, content);

    public static Message User(string content) => new(MessageRole.User, content);

    public static Message Assistant(string content) => new(MessageRole.Assistant, content);
}

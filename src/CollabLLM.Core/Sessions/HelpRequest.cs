namespace CollabLLM.Core.Sessions;

/// <summary>A participant's question to the coordinator, and the answer.</summary>
public sealed class HelpRequest
{
    private HelpRequest() { }

    public HelpRequest(Guid sessionId, string text, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (SessionId, Text, AskedAt) = (sessionId, text, at);
    }

    public Guid Id { get; private set; }
    public Guid SessionId { get; private set; }
    public string Text { get; private set; } = "";
    public DateTimeOffset AskedAt { get; private set; }
    public string? Reply { get; private set; }
    public DateTimeOffset? RepliedAt { get; private set; }

    public void Answer(string reply, DateTimeOffset at) => (Reply, RepliedAt) = (reply, at);
}

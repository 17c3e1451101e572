namespace CollabLLM.Core.Ratings;

/// <summary>A free-text answer. Append-only: the latest per question counts.</summary>
public sealed class Answer
{
    private Answer() { }

    public Answer(Guid sessionId, string question, string text, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (SessionId, Question, Text, At) = (sessionId, question, text, at);
    }

    public Guid Id { get; private set; }
    public Guid SessionId { get; private set; }
    public string Question { get; private set; } = "";
    public string Text { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}

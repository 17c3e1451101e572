namespace CollabLLM.Core.Documents;

/// <summary>An immutable snapshot of the document. Numbered from 1 without gaps within the session; the latest is the document.</summary>
public sealed class DocumentRevision
{
    private DocumentRevision() { }

    public DocumentRevision(Guid sessionId, int number, RevisionCause cause, string content, string text, int? turn, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (SessionId, Number, Cause, Content, Text, Turn, At) = (sessionId, number, cause, content, text, turn, at);
    }

    public Guid Id { get; private set; }
    public Guid SessionId { get; private set; }
    public int Number { get; private set; }
    public RevisionCause Cause { get; private set; }

    /// <summary>The editor's content as a Quill Delta in JSON: <c>{"ops":[..]}</c>.</summary>
    public string Content { get; private set; } = "";

    /// <summary>The same as plain text, paragraphs separated by a line feed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Completed turns when it was made.</summary>
    public int? Turn { get; private set; }

    public DateTimeOffset At { get; private set; }
}

namespace CollabLLM.Core.Documents;

/// <summary>One change of the document, kept only where the study asks for it and the participant consented. Applied in order of sequence to the editor's blank document (one line feed) they give the document exactly.</summary>
public sealed class DocumentDelta
{
    private DocumentDelta() { }

    public DocumentDelta(Guid sessionId, int sequence, string change, string source, double clientMs, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (SessionId, Sequence, Change, Source, ClientMs, At) = (sessionId, sequence, change, source, clientMs, at);
    }

    public Guid Id { get; private set; }
    public Guid SessionId { get; private set; }

    /// <summary>From 1 without gaps within the session.</summary>
    public int Sequence { get; private set; }

    /// <summary>Quill Delta in JSON: <c>{"ops":[..]}</c>.</summary>
    public string Change { get; private set; } = "";

    /// <summary>user, reply, restore or outline.</summary>
    public string Source { get; private set; } = "";

    public double ClientMs { get; private set; }

    /// <summary>When it was made: the server's clock less the time that it waited in the browser.</summary>
    public DateTimeOffset At { get; private set; }
}

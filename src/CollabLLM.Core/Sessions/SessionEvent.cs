namespace CollabLLM.Core.Sessions;

/// <summary>Something that happened in a session: append-only, with both clocks and a sequence number without gaps.</summary>
public sealed class SessionEvent
{
    private SessionEvent() { }

    public SessionEvent(Guid sessionId, long sequence, string kind, DateTimeOffset serverAt, double? clientMs, int? turn, string? data)
    {
        (SessionId, Sequence, Kind, ServerAt, ClientMs, Turn, Data) = (sessionId, sequence, kind, serverAt, clientMs, turn, data);
    }

    public long Id { get; private set; }
    public Guid SessionId { get; private set; }

    /// <summary>From 1 within the session.</summary>
    public long Sequence { get; private set; }

    /// <summary>One of <see cref="EventKinds"/>.</summary>
    public string Kind { get; private set; } = "";

    public DateTimeOffset ServerAt { get; private set; }

    /// <summary>The browser's monotonic clock in milliseconds since its page began; null for events of the server.</summary>
    public double? ClientMs { get; private set; }

    public int? Turn { get; private set; }

    /// <summary>JSON object with what belongs to the kind; never message or document text unless the study and the participant allow it.</summary>
    public string? Data { get; private set; }
}

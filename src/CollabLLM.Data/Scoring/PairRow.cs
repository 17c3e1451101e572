namespace CollabLLM.Data.Scoring;

/// <summary>A preference pair: chosen and rejected reply to the same prompt, with the margin of their rewards.</summary>
public sealed class PairRow
{
    private PairRow() { }

    public PairRow(Guid runId, Guid sessionId, int turn, Guid chosenId, Guid rejectedId, string kind, double? margin, string flags, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (RunId, SessionId, Turn, ChosenId, RejectedId, Kind, Margin, Flags, At) = (runId, sessionId, turn, chosenId, rejectedId, kind, margin, flags, at);
    }

    public Guid Id { get; private set; }
    public Guid RunId { get; private set; }
    public Guid SessionId { get; private set; }
    public int Turn { get; private set; }

    /// <summary>Candidate with the highest mean reward.</summary>
    public Guid ChosenId { get; private set; }

    public Guid RejectedId { get; private set; }

    /// <summary>simulated, or human: a person picked or edited a reply.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Difference of mean rewards, at least the minimum gap; null for human pairs.</summary>
    public double? Margin { get; private set; }

    /// <summary>Reasons to leave the pair out of exports by default, separated by blanks; empty: none.</summary>
    public string Flags { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>accepted or rejected by a researcher; null: not decided.</summary>
    public string? Decision { get; private set; }
    public string? Note { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    public void Decide(string? decision, string? note, string by, DateTimeOffset at) => (Decision, Note, DecidedBy, DecidedAt) = (decision, note, by, at);
}

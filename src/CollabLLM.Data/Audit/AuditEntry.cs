namespace CollabLLM.Data.Audit;

/// <summary>Who did what, when, to what, and why. Append-only; each entry carries the hash of the one before, so that a later change is found.</summary>
public sealed class AuditEntry
{
    private AuditEntry() { }

    public AuditEntry(long sequence, DateTimeOffset at, string who, string what, string subject, string? before, string? after, string? why, string previousHash, string hash)
    {
        (Sequence, At, Who, What, Subject, Before, After, Why, PreviousHash, Hash) =
            (sequence, at, who, what, subject, before, after, why, previousHash, hash);
    }

    /// <summary>From 1 without gaps over the installation.</summary>
    public long Sequence { get; private set; }

    public DateTimeOffset At { get; private set; }
    public string Who { get; private set; } = "";

    /// <summary>A verb, such as "study.opened".</summary>
    public string What { get; private set; } = "";

    /// <summary>Kind and id, such as "study/0190…".</summary>
    public string Subject { get; private set; } = "";

    public string? Before { get; private set; }
    public string? After { get; private set; }
    public string? Why { get; private set; }
    public string PreviousHash { get; private set; } = "";
    public string Hash { get; private set; } = "";
}

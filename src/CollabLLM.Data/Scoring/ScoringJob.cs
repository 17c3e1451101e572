namespace CollabLLM.Data.Scoring;

/// <summary>To score one turn of one session in one run. Durable: a worker leases it, and result and state are settled in one transaction.</summary>
public sealed class ScoringJob
{
    private ScoringJob() { }

    public ScoringJob(Guid runId, Guid sessionId, int turn, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (RunId, SessionId, Turn, CreatedAt, NotBefore) = (runId, sessionId, turn, at, at);
    }

    public Guid Id { get; private set; }
    public Guid RunId { get; private set; }
    public Guid SessionId { get; private set; }
    public int Turn { get; private set; }
    public ScoringJobState State { get; private set; } = ScoringJobState.Pending;
    public int Attempts { get; private set; }
    public string? LeasedBy { get; private set; }
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>A failed attempt waits until then.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>Why the last attempt failed; null when none did.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public void Lease(string worker, DateTimeOffset until) =>
        (State, LeasedBy, LeasedUntil, Attempts) = (ScoringJobState.Running, worker, until, Attempts + 1);

    public void Extend(DateTimeOffset until) => LeasedUntil = until;

    public void Release() => (State, LeasedBy, LeasedUntil) = (ScoringJobState.Pending, null, null);

    public void Retry(string reason, DateTimeOffset notBefore)
    {
        Release();
        (Reason, NotBefore) = (reason, notBefore);
    }

    public void End(ScoringJobState state, string? reason, DateTimeOffset at) =>
        (State, Reason, EndedAt, LeasedBy, LeasedUntil) = (state, reason, at, null, null);
}

namespace CollabLLM.Data.Audit;

/// <summary>Whether the audit trail is as it was written.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict() { }

    public sealed record Intact(long Entries, string LastHash) : AuditVerdict;

    /// <param name="Sequence">The first entry that is wrong or missing.</param>
    public sealed record Broken(long Sequence, string Reason) : AuditVerdict;
}

namespace CollabLLM.Core.Exports.Tables;

/// <summary>An entry of the audit trail that concerns the study.</summary>
public sealed record AuditRow(long Sequence, DateTimeOffset At, string Who, string What, string Subject, string? Before, string? After, string? Why, string PreviousHash, string Hash);

public static class AuditTable
{
    public static ExportTable<AuditRow> Definition { get; } = new("audit", "Who did what to this study, when and why; numbers and hashes run over the whole installation")
    {
        { "sequence", "Number of the entry in the installation", "from 1", Column.Never, row => (long?)row.Sequence },
        { "at", "When", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.At },
        { "who", "Account that did it", "name", Column.Never, row => row.Who },
        { "what", "What was done", "verb", Column.Never, row => row.What },
        { "subject", "What it was done to", "kind and id", Column.Never, row => row.Subject },
        { "before", "The value before", "text", "there was none", row => row.Before },
        { "after", "The value after", "text", "there is none", row => row.After },
        { "why", "The reason given", "text", "none was given", row => row.Why },
        { "previous_hash", "Hash of the entry before", "SHA-256", Column.Never, row => row.PreviousHash },
        { "hash", "Hash of this entry and the one before", "SHA-256", Column.Never, row => row.Hash },
    };
}

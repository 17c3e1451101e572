namespace CollabLLM.Data.Exports;

/// <summary>What an archive holds and where it comes from: manifest.json.</summary>
public sealed record ArchiveManifest(
    string Study, string StudyId, string StudyHash, string State, string CreatedAt, string? FrozenAt, string? UnblindedAt, string CodeVersion,
    bool IsUnblinded, bool HoldsIdentifiers, long AuditEntries, string LastAuditHash, IReadOnlyList<ArchiveFile> Files)
{
    public const string FileName = "manifest.json";
}

/// <summary>One file of an archive.</summary>
/// <param name="Rows">Rows of a table; null for other files.</param>
public sealed record ArchiveFile(string Path, long Bytes, string Sha256, long? Rows);

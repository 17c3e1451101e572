namespace CollabLLM.Web.Features.Sessions;

/// <summary>What the editor's script begins with.</summary>
/// <param name="Saved">The editor's content; null while nothing is saved.</param>
/// <param name="SavedAt">Milliseconds since 1970; 0 while nothing is saved.</param>
/// <param name="LastChange">Sequence of the last stored change; null where single changes are not kept.</param>
internal sealed record OpenedDocument(Guid Session, string? Saved, int Number, long SavedAt, bool MayEdit, int? LastChange);

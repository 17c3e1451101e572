using CollabLLM.Core.Documents;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Documents;

/// <summary>Makes an earlier revision the document again, as a new revision; nothing is lost.</summary>
public sealed class RestoreRevision(RevisionWrite write)
{
    public Task<SaveResult> RunAsync(Guid sessionId, string tab, int expectedNumber, int number, CancellationToken ct) => write.RunAsync(
        sessionId, tab, expectedNumber, RevisionCause.Restore,
        async db => (await db.Revisions.Where(r => r.SessionId == sessionId && r.Number == number).Select(r => r.Content).SingleOrDefaultAsync(ct), $"There is no version {number} of this document."),
        [],
        ct);
}

using CollabLLM.Data.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Documents;

/// <summary>All revisions of a session's document, oldest first.</summary>
public sealed class ReadRevisions(IDbContextFactory<CollabDbContext> databases)
{
    public async Task<IReadOnlyList<RevisionView>> RunAsync(Guid sessionId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Revisions.AsNoTracking().Where(r => r.SessionId == sessionId).OrderBy(r => r.Number)
            .Select(r => new RevisionView(r.Number, r.Cause, r.Content, r.Text, r.Turn, r.At)).ToListAsync(ct);
    }
}

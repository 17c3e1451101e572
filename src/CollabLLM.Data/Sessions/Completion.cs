using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>The end of a session: code and times.</summary>
internal static class Completion
{
    public static async Task CompleteAsync(OpenSession open, CollabDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        open.Session.Complete(open.Definition.CompletionCode, now);
        await SessionTimes.UpdateAsync(open, db, await db.Turns.Where(t => t.SessionId == open.Session.Id).ToListAsync(ct), ct);
    }
}

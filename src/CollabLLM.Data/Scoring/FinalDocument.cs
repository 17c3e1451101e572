using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Scoring;

/// <summary>The text that a participant left: the latest revision.</summary>
public static class FinalDocument
{
    public static async Task<Dictionary<Guid, string>> OfAsync(CollabDbContext db, Guid[] sessions, CancellationToken ct) => await db.Revisions
        .Where(r => sessions.Contains(r.SessionId) && r.Number == db.Revisions.Where(o => o.SessionId == r.SessionId).Max(o => o.Number))
        .Select(r => new { r.SessionId, r.Text })
        .ToDictionaryAsync(r => r.SessionId, r => r.Text, ct);
}

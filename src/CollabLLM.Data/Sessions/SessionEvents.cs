using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>Appends events with sequence numbers without gaps; the unique index makes the loser of a race read anew.</summary>
internal static class SessionEvents
{
    public static async Task AddEventAsync(this CollabDbContext db, Guid sessionId, string kind, DateTimeOffset at, CancellationToken ct, int? turn = null, string? data = null) =>
        db.Events.Add(new(sessionId, await db.NextEventAsync(sessionId, ct), kind, at, null, turn, data));

    public static async Task<long> NextEventAsync(this CollabDbContext db, Guid sessionId, CancellationToken ct)
    {
        var added = db.Events.Local.Where(e => e.SessionId == sessionId).Select(e => (long?)e.Sequence).Max();
        return 1 + (added ?? await db.Events.Where(e => e.SessionId == sessionId).MaxAsync(e => (long?)e.Sequence, ct) ?? 0);
    }

    public static Task AddStepAsync(this CollabDbContext db, Session session, DateTimeOffset at, CancellationToken ct) =>
        db.AddEventAsync(session.Id, EventKinds.Step, at, ct, data: $"{{\"step\":\"{session.Step}\"}}");
}

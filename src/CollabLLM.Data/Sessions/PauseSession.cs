using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>"Continue later": the time until <see cref="ResumeSession"/> is paused: neither idle nor away.</summary>
public sealed class PauseSession(SessionWrite write)
{
    public Task<StepResult> RunAsync(Guid sessionId, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.Session.IsOver) return "This session has ended already.";
            if (await IsPausedAsync(db, sessionId, ct)) return null;
            await db.AddEventAsync(sessionId, EventKinds.Paused, now, ct);
            return null;
        },
        ct);

    internal static async Task<bool> IsPausedAsync(CollabDbContext db, Guid sessionId, CancellationToken ct) =>
        await db.Events.Where(e => e.SessionId == sessionId && (e.Kind == EventKinds.Paused || e.Kind == EventKinds.Resumed))
            .OrderByDescending(e => e.Sequence).Select(e => e.Kind).FirstOrDefaultAsync(ct) == EventKinds.Paused;
}

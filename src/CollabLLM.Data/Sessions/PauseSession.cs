using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Sessions;

/// <summary>"Continue later": the time until <see cref="ResumeSession"/> is away, not idle.</summary>
public sealed class PauseSession(SessionWrite write)
{
    public Task<StepResult> RunAsync(Guid sessionId, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.Session.IsOver) return "This session has ended already.";
            await db.AddEventAsync(sessionId, EventKinds.Paused, now, ct);
            return null;
        },
        ct);
}

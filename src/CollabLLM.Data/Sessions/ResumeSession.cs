using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Sessions;

/// <summary>Goes on after a pause.</summary>
public sealed class ResumeSession(SessionWrite write)
{
    public Task<StepResult> RunAsync(Guid sessionId, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.Session.IsOver) return "This session has ended already.";
            if (!await PauseSession.IsPausedAsync(db, sessionId, ct)) return null;
            await db.AddEventAsync(sessionId, EventKinds.Resumed, now, ct);
            return null;
        },
        ct);
}

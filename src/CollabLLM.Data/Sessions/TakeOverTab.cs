using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Sessions;

/// <summary>Makes a tab the one that may write; the one before is refused from now on.</summary>
public sealed class TakeOverTab(SessionWrite write)
{
    public Task<StepResult> RunAsync(Guid sessionId, string tab, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.Session.ActiveTab == tab) return null;
            if (open.Session.ActiveTab is not null) await db.AddEventAsync(sessionId, EventKinds.TakenOver, now, ct);
            open.Session.TakeOver(tab);
            return null;
        },
        ct);
}

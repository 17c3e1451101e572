using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>The participant does not consent: the session ends, nothing was collected.</summary>
public sealed class DeclineConsent(SessionWrite write)
{
    public Task<StepResult> RunAsync(Guid sessionId, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.RefuseUnless(SessionStep.Consent) is { } refusal) return refusal;
            (await db.Participants.SingleAsync(p => p.Id == open.Session.ParticipantId, ct)).Withdraw(keepData: false, now);
            open.Session.Withdraw();
            await db.AddEventAsync(open.Session.Id, EventKinds.Withdrawn, now, ct);
            return null;
        },
        ct);
}

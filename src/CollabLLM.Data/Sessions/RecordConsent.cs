using CollabLLM.Core.Sessions;
using CollabLLM.Data.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>Records the consent and allocates arm and document type in the same write.</summary>
public sealed class RecordConsent(SessionWrite write) : IDisposable
{
    // Arrivals of this host take their places one after the other; the unique index decides between hosts.
    private readonly SemaphoreSlim turnstile = new(1, 1);

    /// <param name="toTraining">The separate box for the use of the conversation for training.</param>
    public async Task<StepResult> RunAsync(Guid sessionId, bool toTraining, CancellationToken ct)
    {
        await turnstile.WaitAsync(ct);
        try
        {
            return await write.RunAsync(sessionId, (open, db, now) => ConsentAsync(open, db, toTraining, now, ct), ct);
        }
        finally
        {
            turnstile.Release();
        }
    }

    public void Dispose() => turnstile.Dispose();

    private static async Task<string?> ConsentAsync(OpenSession open, CollabDbContext db, bool toTraining, DateTimeOffset now, CancellationToken ct)
    {
        // A second press of the button, or a request sent again, finds the consent given.
        if (open.Session.Arm is not null && !open.Session.IsOver) return null;
        if (open.RefuseUnless(SessionStep.Consent) is { } refusal) return refusal;
        var participant = await db.Participants.SingleAsync(p => p.Id == open.Session.ParticipantId, ct);
        var assignment = await Allocation.NextAsync(db, open.Study, open.Definition, participant.Id, now, ct);
        db.Assignments.Add(assignment);
        participant.Consent(toTraining && open.Definition.TrainingConsent is not null, now);
        open.Session.Allocate(assignment);
        await db.AddStepAsync(open.Session, now, ct);
        return null;
    }
}

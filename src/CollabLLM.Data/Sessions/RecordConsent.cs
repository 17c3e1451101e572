using CollabLLM.Core.Participants;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>Records the consent and, of those whom the screening questions let in, allocates arm and document type in the same write.</summary>
public sealed class RecordConsent(SessionWrite write) : IDisposable
{
    // Arrivals of this host take their places one after the other; the unique index decides between hosts.
    private readonly SemaphoreSlim turnstile = new(1, 1);

    public async Task<StepResult> RunAsync(Guid sessionId, ConsentChoices choices, CancellationToken ct)
    {
        await turnstile.WaitAsync(ct);
        try
        {
            return await write.RunAsync(sessionId, (open, db, now) => ConsentAsync(open, db, choices, now, ct), ct);
        }
        finally
        {
            turnstile.Release();
        }
    }

    public void Dispose() => turnstile.Dispose();

    private static async Task<string?> ConsentAsync(OpenSession open, CollabDbContext db, ConsentChoices choices, DateTimeOffset now, CancellationToken ct)
    {
        // A second press of the button, or a request sent again, finds the consent given.
        if (open.Session.Step == SessionStep.NotEligible || (open.Session.Arm is not null && !open.Session.IsOver)) return null;
        if (open.RefuseUnless(SessionStep.Consent) is { } refusal) return refusal;
        var answers = (open.Definition.Screening ?? []).Select(q => (Question: q, Text: choices.Screening.LastOrDefault(a => a.Question == q.Key)?.Text)).ToArray();
        if (answers.FirstOrDefault(a => a.Text is null || !a.Question.Options.Contains(a.Text)).Question is { } unanswered) return $"\"{unanswered.Text}\" has no answer yet. Choose one.";
        var participant = await db.Participants.SingleAsync(p => p.Id == open.Session.ParticipantId, ct);
        // A box that the study does not show cannot have been ticked.
        participant.Consent(new(choices.ToTraining && open.Definition.TrainingConsent is not null, choices.ToRecording && open.Definition.RecordingConsent is not null), now);
        if (answers.Length > 0) open.Session.Screen(answers.Select(a => new IntakeAnswer(a.Question.Key, a.Text!)), answers.All(a => a.Question.Admits(a.Text!)));
        if (open.Session.Step != SessionStep.NotEligible)
        {
            var assignment = await Allocation.NextAsync(db, open.Study, open.Definition, participant.Id, now, ct);
            db.Assignments.Add(assignment);
            open.Session.Allocate(assignment);
        }
        await db.AddStepAsync(open.Session, now, ct);
        return null;
    }
}

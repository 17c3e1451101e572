using CollabLLM.Core.Participants;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
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
        var questions = open.Definition.Screening ?? [];
        if (Unanswered(questions, choices.Screening) is { } unanswered) return unanswered;
        var participant = await db.Participants.SingleAsync(p => p.Id == open.Session.ParticipantId, ct);
        // A box that the study does not show cannot have been ticked.
        participant.Consent(new(choices.ToTraining && open.Definition.TrainingConsent is not null, choices.ToRecording && open.Definition.RecordingConsent is not null), now);
        if (questions.Count > 0) open.Session.Screen(questions.Select(q => new IntakeAnswer(q.Key, Answer(q, choices.Screening)!)), questions.All(q => q.Admits(Answer(q, choices.Screening)!)));
        if (open.Session.Step != SessionStep.NotEligible)
        {
            var assignment = await Allocation.NextAsync(db, open.Study, open.Definition, participant.Id, now, ct);
            db.Assignments.Add(assignment);
            open.Session.Allocate(assignment);
        }
        await db.AddStepAsync(open.Session, now, ct);
        return null;
    }

    private static string? Unanswered(IReadOnlyList<ScreeningQuestion> questions, IReadOnlyList<IntakeAnswer> answers) =>
        questions.FirstOrDefault(q => Answer(q, answers) is not { } answer || !q.Options.Contains(answer)) is { } question ? $"\"{question.Text}\" has no answer yet. Choose one." : null;

    private static string? Answer(ScreeningQuestion question, IReadOnlyList<IntakeAnswer> answers) => answers.LastOrDefault(a => a.Question == question.Key)?.Text;
}

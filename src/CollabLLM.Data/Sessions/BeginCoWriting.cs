using CollabLLM.Core.Documents;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Documents;

namespace CollabLLM.Data.Sessions;

/// <summary>The participant has read the instructions and begins. Where the study says so, the document starts from an outline of the intake.</summary>
public sealed class BeginCoWriting(SessionWrite write)
{
    public Task<StepResult> RunAsync(Guid sessionId, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.Session.Step == SessionStep.CoWriting) return null;
            if (open.RefuseUnless(SessionStep.Instructions) is { } refusal) return refusal;
            open.Session.BeginCoWriting(now);
            if (open.Definition.Session.StartFromOutline)
            {
                var outline = Outline.Of(open.Session.Topic!, open.Definition.Type(open.Session.DocumentType!).Answers(open.Session.Intake).Select(a => a.Answer).OfType<string>());
                db.Revisions.Add(new(sessionId, 1, RevisionCause.Outline, outline.ToJson(), outline.PlainText(), 0, now));
                await db.AddChangesAsync(open, null, outline, [], ChangeLog.Outline, now, ct);
            }
            await db.AddStepAsync(open.Session, now, ct);
            return null;
        },
        ct);
}

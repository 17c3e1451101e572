using CollabLLM.Core.Documents;
using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>Ends the co-writing: enough turns, no reply pending, the last due rating given. The document as it stands becomes the final revision.</summary>
public sealed class FinishCoWriting(SessionWrite write)
{
    public Task<StepResult> RunAsync(Guid sessionId, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.Session.Step is SessionStep.FinalRatings or SessionStep.FreeText or SessionStep.Completed) return null;
            if (open.RefuseUnless(SessionStep.CoWriting) is { } refusal) return refusal;
            var (done, least) = (open.Session.CompletedTurns, open.Definition.Turns.MinimumTurns);
            if (done < least) return $"You have made {done} of at least {least} exchanges. Send {(least - done == 1 ? "one more message" : $"{least - done} more messages")}, then you can finish.";
            var turns = await db.Turns.Where(t => t.SessionId == sessionId).ToListAsync(ct);
            if (turns.Any(t => t.State == TurnState.Choosing)) return "Choose one of the two replies first, then you can finish.";
            if (turns.Any(t => t.State == TurnState.Waiting)) return "The assistant is still answering. Wait for the reply or stop it, then you can finish.";
            var ratings = await db.Ratings.AsNoTracking().Where(r => r.SessionId == sessionId).ToListAsync(ct);
            if (Checkpoints.Due(open.Definition, open.Session.Step, done, ratings) is not null) return "One rating of the conversation is still missing. Give it, then you can finish.";
            var last = await db.Revisions.AsNoTracking().Where(r => r.SessionId == sessionId).OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);
            if (last is not null) db.Revisions.Add(new(sessionId, last.Number + 1, RevisionCause.Final, last.Content, last.Text, done, now));
            open.Session.EndCoWriting(now);
            await db.AddStepAsync(open.Session, now, ct);
            await SessionTimes.UpdateAsync(open, db, turns, ct);
            return null;
        },
        ct);
}

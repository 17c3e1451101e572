using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>Asks the policy once more for a turn whose reply failed; the message stays as it was.</summary>
public sealed class TryAgain(SessionWrite write, LiveReplies replies)
{
    public async Task<StepResult> RunAsync(Guid sessionId, string tab, int turnNumber, CancellationToken ct)
    {
        var result = await write.RunAsync(
            sessionId,
            async (open, db, now) =>
            {
                if (open.RefuseUnless(SessionStep.CoWriting) is { } refusal) return refusal;
                if (open.RefuseOtherTab(tab) is { } other) return other;
                var turns = await db.Turns.Where(t => t.SessionId == sessionId).OrderBy(t => t.Number).ToListAsync(ct);
                if (turns.Count == 0 || turns[^1].Number != turnNumber) return "Only your last message can be tried again.";
                turns[^1].TryAgain();
                await db.AddEventAsync(sessionId, EventKinds.Retried, now, ct, turnNumber);
                // Raises the version: of two clicks at once only one asks the policy.
                open.Session.TurnCompleted(open.Session.CompletedTurns);
                return null;
            },
            ct);
        if (result is StepResult.Done) replies.Start(sessionId, turnNumber);
        return result;
    }
}

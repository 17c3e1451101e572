using CollabLLM.Core.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>The participant picks one of two replies, or has no preference; the conversation goes on with it. Picked twice, it is one answer.</summary>
public sealed class PickReply(SessionWrite write)
{
    public Task<StepResult> RunAsync(Guid sessionId, string tab, int turnNumber, PickedSide side, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.RefuseUnless(SessionStep.CoWriting) is { } refusal) return refusal;
            if (open.RefuseOtherTab(tab) is { } other) return other;
            var turn = await db.Turns.SingleOrDefaultAsync(t => t.SessionId == sessionId && t.Number == turnNumber, ct);
            var pair = await db.HumanPairs.Where(p => p.SessionId == sessionId && p.Turn == turnNumber && p.Source == HumanPairSource.Picked).OrderByDescending(p => p.Number).FirstOrDefaultAsync(ct);
            if (turn is null || pair is null) return "There is nothing to choose at this message.";

            var wasAnswered = pair.Preferred is not null;
            pair.Answer(Preferred(side, pair.FirstIsLeft is true), now);
            if (wasAnswered) return null;
            turn.Pick(pair);
            open.Session.TurnCompleted(open.Session.CompletedTurns + 1);
            await db.AddEventAsync(sessionId, EventKinds.Picked, now, ct, turnNumber, $"{{\"preferred\":\"{pair.Preferred}\",\"firstIsLeft\":{(pair.FirstIsLeft is true ? "true" : "false")}}}");
            return null;
        },
        ct);

    private static PreferredReply Preferred(PickedSide side, bool firstIsLeft) =>
        side is PickedSide.NoPreference ? PreferredReply.None
        : side is PickedSide.Left == firstIsLeft ? PreferredReply.First
        : PreferredReply.Second;
}

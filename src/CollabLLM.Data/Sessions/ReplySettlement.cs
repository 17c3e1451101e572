using CollabLLM.Core.Sessions;
using CollabLLM.Core.Simulation;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>Writes how a reply, or two to pick from, ended: attempts, turn, completed count and events are one commit.</summary>
internal static class ReplySettlement
{
    /// <param name="ends">In order of their seeds: one, or two to pick from.</param>
    /// <returns>Null: nothing was written, because the participant has withdrawn or another host has answered.</returns>
    public static async Task<SettledTurn?> SettleAsync(CollabDbContext db, PreparedReply prepared, IReadOnlyList<ReplyEnd> ends)
    {
        var turn = await db.Turns.SingleOrDefaultAsync(t => t.Id == prepared.TurnId);
        if (turn is not { State: TurnState.Waiting }) return null;
        var session = await db.Sessions.SingleAsync(s => s.Id == turn.SessionId);
        var isOffer = ends is [{ Outcome: ReplyOutcome.Completed } first, { Outcome: ReplyOutcome.Completed } second] && first.Text.Trim() != second.Text.Trim();
        // The reply that the participant gets is the last attempt; without two that differ there is nothing to pick.
        ReplyAttempt[] attempts = [.. ends.OrderBy(e => !isOffer && e.Outcome is ReplyOutcome.Completed).Select((end, i) => Attempt(turn, prepared, end, i))];
        db.ReplyAttempts.AddRange(attempts);
        var offer = isOffer ? await OfferAsync(db, turn, prepared, attempts) : null;
        if (!isOffer) turn.Settle(attempts[^1]);

        var last = ends.MaxBy(e => e.EndedAt)!;
        if (ends.Min(e => e.FirstTokenAt) is { } begun) await db.AddEventAsync(session.Id, EventKinds.FirstToken, begun, CancellationToken.None, turn.Number);
        var kind = turn.State switch { TurnState.Completed or TurnState.Choosing => EventKinds.Replied, TurnState.Stopped => EventKinds.Stopped, _ => EventKinds.Failed };
        await db.AddEventAsync(session.Id, kind, last.EndedAt, CancellationToken.None, turn.Number);
        session.TurnCompleted(session.CompletedTurns + (turn.Counts ? 1 : 0));
        await db.SaveChangesAsync();
        return new(TurnView.Of(turn, offer, edited: null), session.CompletedTurns);
    }

    private static ReplyAttempt Attempt(Turn turn, PreparedReply prepared, ReplyEnd end, int index)
    {
        var attempt = new ReplyAttempt(turn.Id, turn.Attempts + 1 + index, prepared.Policy.Id, prepared.PromptHash, end.StartedAt);
        attempt.End(end.Outcome, end.Text, end.Reason, end.Facts, end.EndedAt);
        return attempt;
    }

    private static async Task<HumanPair> OfferAsync(CollabDbContext db, Turn turn, PreparedReply prepared, ReplyAttempt[] attempts)
    {
        turn.Offer(attempts[1]);
        var number = 1 + await db.HumanPairs.CountAsync(p => p.SessionId == turn.SessionId && p.Turn == turn.Number && p.Source == HumanPairSource.Picked);
        // Which stands left is drawn from the seed of the reply, so that it is the same whenever it is drawn again.
        var firstIsLeft = Seeds.Derive("left", prepared.Seed) % 2 == 0;
        var offered = HumanPair.Offered(turn.SessionId, turn.Number, number, attempts[0], attempts[1], (prepared.Seed, prepared.SecondSeed!.Value), firstIsLeft, attempts[1].EndedAt);
        db.HumanPairs.Add(offered);
        return offered;
    }
}

using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Ratings;

/// <summary>An interaction rating at a checkpoint, or a changed mind about any rating before the end. Append-only: the latest counts.</summary>
public sealed class GiveRating(SessionWrite write)
{
    /// <param name="turn">Completed turns of the checkpoint; null for a final question.</param>
    public Task<StepResult> RunAsync(Guid sessionId, string question, int? turn, int? value, string? comment, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.Session.IsOver) return "This session has ended, so its ratings cannot be changed any more.";
            if (open.Session.Step < SessionStep.CoWriting) return "There is nothing to rate yet.";
            if (Find(open, question, turn) is not { } asked) return "This rating is not asked for here. Reload the page to go on where you are.";
            if (RatingRules.Refusal(open.Definition, asked, value, comment) is { } refusal) return refusal;
            var kept = RatingRules.Comment(asked, comment);
            var last = await db.Ratings.AsNoTracking().Where(r => r.SessionId == sessionId && r.Question == question && r.Turn == turn)
                .OrderByDescending(r => r.At).ThenByDescending(r => r.Id).FirstOrDefaultAsync(ct);
            // The same answer sent twice is one answer.
            if (last is not null && last.Value == value && last.Comment == kept) return null;
            db.Ratings.Add(new(sessionId, question, turn, value, kept, now));
            await db.AddEventAsync(sessionId, EventKinds.Rated, now, ct, turn);
            // Raises the version, so that the same rating sent twice at once is noticed.
            open.Session.TurnCompleted(open.Session.CompletedTurns);
            return null;
        },
        ct);

    private static RatingQuestion? Find(OpenSession open, string key, int? turn)
    {
        var checkpoint = open.Definition.Checkpoint;
        if (turn is { } at) return key == checkpoint.Key && at <= open.Session.CompletedTurns && open.Definition.Turns.IsCheckpoint(at) ? checkpoint : null;
        return open.Session.Step < SessionStep.FinalRatings ? null : open.Definition.FinalRatings.FirstOrDefault(q => q.Key == key);
    }
}

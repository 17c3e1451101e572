using CollabLLM.Core.Sessions;
using CollabLLM.Data.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Ratings;

/// <summary>The ratings at the end, all of them; one that was written as the page went on is not written again. Without free-text questions the session is complete with them.</summary>
public sealed class GiveFinalRatings(SessionWrite write)
{
    public Task<StepResult> RunAsync(Guid sessionId, IReadOnlyList<RatingInput> ratings, CancellationToken ct) => write.RunAsync(
        sessionId,
        async (open, db, now) =>
        {
            if (open.Session.Step is SessionStep.FreeText or SessionStep.Completed) return null;
            if (open.RefuseUnless(SessionStep.FinalRatings) is { } refusal) return refusal;
            var before = await db.Ratings.AsNoTracking().Where(r => r.SessionId == sessionId && r.Turn == null).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(ct);
            foreach (var question in open.Definition.FinalRatings)
            {
                var given = ratings.LastOrDefault(r => r.Question == question.Key);
                if (given is null) return $"\"{question.Text}\" has no mark yet.";
                if (RatingRules.Refusal(open.Definition, question, given.Value, given.Comment) is { } sentence) return sentence;
                var (comment, last) = (RatingRules.Comment(question, given.Comment), before.LastOrDefault(r => r.Question == question.Key));
                if (last is null || last.Value != given.Value || last.Comment != comment) db.Ratings.Add(new(sessionId, question.Key, null, given.Value, comment, now));
            }
            await db.AddEventAsync(sessionId, EventKinds.Rated, now, ct);
            open.Session.FinalRatingsGiven(freeTextFollows: open.Definition.FreeText.Count > 0);
            if (open.Definition.FreeText.Count == 0) await Completion.CompleteAsync(open, db, now, ct);
            await db.AddStepAsync(open.Session, now, ct);
            return null;
        },
        ct);
}

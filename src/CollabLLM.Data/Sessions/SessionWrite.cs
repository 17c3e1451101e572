using CollabLLM.Core.Studies;
using CollabLLM.Data.Connections;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>One written step of a session: loads it, lets a rule decide, saves once, and reads anew when another writer was first.</summary>
public sealed class SessionWrite(IDbContextFactory<CollabDbContext> databases, TimeProvider clock)
{
    internal delegate Task<string?> Rule(OpenSession open, CollabDbContext db, DateTimeOffset now);

    /// <param name="rule">Changes what it was given and returns null, or returns the sentence that refuses.</param>
    internal Task<StepResult> RunAsync(Guid sessionId, Rule rule, CancellationToken ct) => databases.RetryAsync<StepResult>(
        async db =>
        {
            var open = await OpenSession.LoadAsync(db, sessionId, ct);
            if (open is null) return new StepResult.Refused("This session does not exist any more.");
            var now = clock.GetUtcNow();
            try
            {
                if (await rule(open, db, now) is { } sentence) return new StepResult.Refused(sentence);
            }
            catch (StudyRuleException broken)
            {
                return new StepResult.Refused(broken.Message);
            }
            open.Session.Seen(now);
            await db.SaveChangesAsync(ct);
            return new StepResult.Done();
        },
        ct);
}

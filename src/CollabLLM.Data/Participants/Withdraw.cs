using CollabLLM.Core.Sessions;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Participants;

/// <summary>
/// The participant withdraws, at any step, and decides about the data: kept for the study (never for training), or deleted without a trace.
/// Deletion takes everything that hangs on the participant with it; SQLite overwrites the freed pages and empties its log at once.
/// </summary>
public sealed class Withdraw(IDbContextFactory<CollabDbContext> databases, LiveReplies replies, TimeProvider clock)
{
    public async Task<StepResult> RunAsync(Guid sessionId, bool keepData, CancellationToken ct)
    {
        // A reply in the making would otherwise write after the withdrawal.
        if (replies.Find(sessionId) is { IsEnded: false } reply)
        {
            reply.Stop();
            await reply.Ended.WaitAsync(ct);
        }
        return await databases.RetryAsync(db => keepData ? KeepAsync(db, sessionId, ct) : DeleteAsync(db, sessionId, ct), ct);
    }

    private async Task<StepResult> KeepAsync(CollabDbContext db, Guid sessionId, CancellationToken ct)
    {
        if (await OpenSession.LoadAsync(db, sessionId, ct) is not { } open) return Unknown();
        if (open.Session.Step == SessionStep.Withdrawn) return new StepResult.Done();
        var now = clock.GetUtcNow();
        (await db.Participants.SingleAsync(p => p.Id == open.Session.ParticipantId, ct)).Withdraw(keepData: true, now);
        open.Session.Withdraw();
        await db.AddEventAsync(sessionId, EventKinds.Withdrawn, now, ct);
        await SessionTimes.UpdateAsync(open, db, await db.Turns.Where(t => t.SessionId == sessionId).ToListAsync(ct), ct);
        await db.SaveChangesAsync(ct);
        return new StepResult.Done();
    }

    private static async Task<StepResult> DeleteAsync(CollabDbContext db, Guid sessionId, CancellationToken ct)
    {
        var participantId = await db.Sessions.Where(s => s.Id == sessionId).Select(s => (Guid?)s.ParticipantId).SingleOrDefaultAsync(ct);
        if (participantId is null) return Unknown();
        await db.Participants.Where(p => p.Id == participantId).ExecuteDeleteAsync(ct);
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", ct);
        return new StepResult.Done();
    }

    private static StepResult.Refused Unknown() => new("This session does not exist any more.");
}

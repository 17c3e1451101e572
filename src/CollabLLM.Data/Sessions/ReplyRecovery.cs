using CollabLLM.Core.Policies;
using CollabLLM.Core.Sessions;
using CollabLLM.Data.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace CollabLLM.Data.Sessions;

/// <summary>
/// At start, finds the turns that a stopped server left waiting: the attempt is recorded as interrupted and the policy is asked once more.
/// A turn that was interrupted before is left failed, with "try again" for the participant.
/// </summary>
public sealed class ReplyRecovery(IDbContextFactory<CollabDbContext> databases, LiveReplies replies, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // Bots run in a process of their own, which may be alive.
        var waiting = await db.Turns.Where(t => t.State == TurnState.Waiting)
            .Join(db.Sessions.Where(s => s.Step == SessionStep.CoWriting), t => t.SessionId, s => s.Id, (t, s) => new { t.Id, t.SessionId, t.Number, s.ParticipantId })
            .Where(t => db.Participants.Any(p => p.Id == t.ParticipantId && !p.IsBot))
            .ToListAsync(cancellationToken);
        foreach (var turn in waiting)
            if (await databases.RetryAsync(d => InterruptAsync(d, turn.Id, cancellationToken), cancellationToken)) replies.Start(turn.SessionId, turn.Number);
    }

    public Task StopAsync(CancellationToken cancellationToken) => replies.LeaveAsync(cancellationToken);

    /// <returns>Whether the policy is to be asked again.</returns>
    private async Task<bool> InterruptAsync(CollabDbContext db, Guid turnId, CancellationToken ct)
    {
        var turn = await db.Turns.SingleAsync(t => t.Id == turnId, ct);
        if (turn.State != TurnState.Waiting) return false;
        var again = !await db.ReplyAttempts.AnyAsync(a => a.TurnId == turnId && a.Outcome == ReplyOutcome.Interrupted, ct);
        var open = (await OpenSession.LoadAsync(db, turn.SessionId, ct))!;
        var turns = await db.Turns.Where(t => t.SessionId == turn.SessionId && t.Number <= turn.Number).ToListAsync(ct);
        var policy = open.Definition.Arms.Single(a => a.Code == open.Session.Arm).Policy;
        var now = clock.GetUtcNow();
        var attempt = new ReplyAttempt(turnId, turn.Attempts + 1, policy.Id, PolicyPrompt.Hash(PolicyPrompt.Build(policy, turns, await SeenDocument.ReadAsync(db, open, ct))), turn.SentAt);
        attempt.End(ReplyOutcome.Interrupted, "", "The server stopped while the reply was being made.", null, now);
        db.ReplyAttempts.Add(attempt);
        turn.Settle(attempt);
        await db.AddEventAsync(turn.SessionId, EventKinds.Failed, now, ct, turn.Number);
        if (again)
        {
            turn.TryAgain();
            await db.AddEventAsync(turn.SessionId, EventKinds.Retried, now, ct, turn.Number);
        }
        await db.SaveChangesAsync(ct);
        return again;
    }
}

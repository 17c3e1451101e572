using CollabLLM.Data;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Reads one session of a study as a whole; null when it is not of this study.</summary>
internal sealed class ReadSessionDetail(IDbContextFactory<CollabDbContext> databases)
{
    public async Task<SessionDetail?> RunAsync(Guid studyId, Guid sessionId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sessionId && s.StudyId == studyId, ct);
        if (session is null) return null;

        var isBot = await db.Participants.Where(p => p.Id == session.ParticipantId).Select(p => p.IsBot).SingleAsync(ct);
        var turns = await db.Turns.AsNoTracking().Where(t => t.SessionId == sessionId).OrderBy(t => t.Number).ToListAsync(ct);
        var attempts = await db.ReplyAttempts.AsNoTracking()
            .Where(a => db.Turns.Any(t => t.Id == a.TurnId && t.SessionId == sessionId))
            .OrderBy(a => a.Number)
            .ToListAsync(ct);
        var byTurn = attempts.ToLookup(a => a.TurnId);
        return new SessionDetail(
            session,
            ParticipantLabel.Of(session.ParticipantId),
            isBot,
            [.. turns.Select(t => new TurnDetail(t, [.. byTurn[t.Id]]))],
            await db.Ratings.AsNoTracking().Where(r => r.SessionId == sessionId).OrderBy(r => r.At).ToListAsync(ct),
            await db.Answers.AsNoTracking().Where(a => a.SessionId == sessionId).OrderBy(a => a.At).ToListAsync(ct),
            await db.Revisions.AsNoTracking().Where(r => r.SessionId == sessionId).OrderBy(r => r.Number).ToListAsync(ct),
            await db.Deltas.AsNoTracking().Where(d => d.SessionId == sessionId).OrderBy(d => d.Sequence).ToListAsync(ct),
            await db.Events.AsNoTracking().Where(e => e.SessionId == sessionId).OrderBy(e => e.Sequence)
                .Select(e => new TimedEvent(e.Kind, e.ServerAt)).ToListAsync(ct));
    }
}

using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Reads the live list of a study's sessions.</summary>
internal sealed class ReadStudyOverview(IDbContextFactory<CollabDbContext> databases)
{
    public async Task<StudyOverview> RunAsync(Guid studyId, StudyDefinition study, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var arrived = await db.Participants.CountAsync(p => p.StudyId == studyId, ct);
        var consented = await db.Participants.CountAsync(p => p.StudyId == studyId && p.ConsentedAt != null, ct);
        var sessions = await SessionsAsync(db, studyId, study, ct);
        var help = await HelpAsync(db, studyId, ct);
        return new StudyOverview(
            arrived,
            consented,
            sessions.Count(s => s.Step is SessionStep.CoWriting or SessionStep.FinalRatings or SessionStep.FreeText or SessionStep.Completed),
            sessions.Count(s => s.Step == SessionStep.Completed),
            sessions.Count(s => s.Step == SessionStep.Withdrawn),
            sessions,
            help);
    }

    private static async Task<IReadOnlyList<SessionRow>> SessionsAsync(CollabDbContext db, Guid studyId, StudyDefinition study, CancellationToken ct)
    {
        var rows = await db.Sessions.AsNoTracking()
            .Where(s => s.StudyId == studyId)
            .OrderByDescending(s => s.LastSeenAt)
            .Select(s => new
            {
                Session = s,
                IsBot = db.Participants.Any(p => p.Id == s.ParticipantId && p.IsBot),
                Flagged = db.Turns.Count(t => t.SessionId == s.Id && t.Flags != ""),
                Failed = db.ReplyAttempts.Count(a => a.Outcome == ReplyOutcome.Failed && db.Turns.Any(t => t.Id == a.TurnId && t.SessionId == s.Id)),
            })
            .ToListAsync(ct);
        return [.. rows.Select(r => new SessionRow(
            r.Session.Id, ParticipantLabel.Of(r.Session.ParticipantId), r.Session.Step, r.Session.Arm, study.TypeName(r.Session.DocumentType) ?? r.Session.DocumentType, r.Session.Topic,
            r.Session.CompletedTurns, r.Flagged, r.Failed, r.Session.StartedAt, r.Session.LastSeenAt, r.Session.CompletedAt,
            r.Session.ExclusionReason, r.IsBot, r.Session.Time))];
    }

    private static async Task<IReadOnlyList<HelpRow>> HelpAsync(CollabDbContext db, Guid studyId, CancellationToken ct)
    {
        var rows = await (
            from help in db.HelpRequests.AsNoTracking()
            join session in db.Sessions on help.SessionId equals session.Id
            where session.StudyId == studyId && help.RepliedAt == null
            orderby help.AskedAt
            select new { help.Id, help.SessionId, session.ParticipantId, help.Text, help.AskedAt }).ToListAsync(ct);
        return [.. rows.Select(r => new HelpRow(r.Id, r.SessionId, ParticipantLabel.Of(r.ParticipantId), r.Text, r.AskedAt))];
    }
}

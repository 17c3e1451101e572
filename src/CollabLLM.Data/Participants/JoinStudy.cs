using CollabLLM.Core.Participants;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Participants;

/// <summary>Somebody follows a join link: a participant and a session come to be, or the ones that exist are found again.</summary>
public sealed class JoinStudy(IDbContextFactory<CollabDbContext> databases, TimeProvider clock)
{
    /// <param name="externalId">Identifier that a crowd platform passed; a claim that joins the same participant again, never an authorisation for more.</param>
    public Task<JoinResult> RunAsync(string slug, string? externalId, string? source, bool isBot, CancellationToken ct) =>
        databases.RetryAsync(db => JoinAsync(db, slug, Trimmed(externalId, 128), Trimmed(source, 32), isBot, ct), ct);

    private async Task<JoinResult> JoinAsync(CollabDbContext db, string slug, string? externalId, string? source, bool isBot, CancellationToken ct)
    {
        var study = await db.Studies.SingleOrDefaultAsync(s => s.Slug == slug, ct);
        if (study is null) return new JoinResult.Unknown();
        if (externalId is not null && await FindAsync(db, study.Id, externalId, ct) is { } again) return again;
        if (study.State != StudyState.Open) return new JoinResult.NotOpen(study.State);
        if (study.Definition().Target is { } target && await db.Sessions.CountAsync(s => s.StudyId == study.Id && s.Step == SessionStep.Completed, ct) >= target)
            return new JoinResult.Full();

        var now = clock.GetUtcNow();
        var participant = new Participant(study.Id, ParticipantToken.New(), externalId, source, isBot, now);
        var session = new Session(study.Id, participant.Id, now);
        study.Freeze(now);
        db.Add(participant);
        db.Add(session);
        await db.AddStepAsync(session, now, ct);
        await db.SaveChangesAsync(ct);
        return new JoinResult.Joined(participant.Token);
    }

    private static async Task<JoinResult?> FindAsync(CollabDbContext db, Guid studyId, string externalId, CancellationToken ct)
    {
        var found = await db.Participants.Where(p => p.StudyId == studyId && p.ExternalId == externalId)
            .Join(db.Sessions, p => p.Id, s => s.ParticipantId, (p, s) => new { p.Token, s.Step }).SingleOrDefaultAsync(ct);
        if (found is null) return null;
        return found.Step is SessionStep.Completed or SessionStep.Withdrawn or SessionStep.NotEligible ? new JoinResult.AlreadyFinished(found.Token) : new JoinResult.Joined(found.Token);
    }

    private static string? Trimmed(string? text, int longest) => text?.Trim() is { Length: > 0 } trimmed ? trimmed[..Math.Min(trimmed.Length, longest)] : null;
}

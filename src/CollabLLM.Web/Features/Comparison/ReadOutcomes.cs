using System.Globalization;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Comparison;

/// <summary>Reads what the comparison compares: everybody allocated (intention to treat), or those who completed and were not excluded (per protocol).</summary>
internal sealed class ReadOutcomes(IDbContextFactory<CollabDbContext> databases)
{
    public async Task<StudyOutcomes> RunAsync(Study study, bool perProtocol, bool withBots, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var definition = study.Definition();
        var sessions = await db.Sessions.AsNoTracking()
            .Where(s => s.StudyId == study.Id && s.Arm != null && (withBots || !db.Participants.Any(p => p.Id == s.ParticipantId && p.IsBot)))
            .OrderBy(s => s.StartedAt).ToListAsync(ct);
        var ratings = (await db.Ratings.AsNoTracking().Where(r => db.Sessions.Any(s => s.Id == r.SessionId && s.StudyId == study.Id)).OrderBy(r => r.At).ToListAsync(ct))
            .ToLookup(r => r.SessionId);
        string Name(Session s) => study.IsUnblinded ? definition.Arms.Single(a => a.Code == s.Arm).Name : s.Arm!;
        var analysed = sessions.Where(s => !perProtocol || (s.Step == SessionStep.Completed && s.ExclusionReason is null)).ToArray();
        return new StudyOutcomes([.. Outcomes(definition, analysed, ratings, Name)], [.. Flow(sessions, Name)]);
    }

    private static IEnumerable<StudyOutcome> Outcomes(StudyDefinition study, Session[] sessions, ILookup<Guid, Rating> ratings, Func<Session, string> arm)
    {
        foreach (var question in study.FinalRatings)
            yield return new StudyOutcome(question.Key, question.Text, $"rating {question.Scale.Low} to {question.Scale.High}", OutcomeKind.Rating, true,
                [.. sessions.Select(s => Row(s, arm, ratings[s.Id].LastOrDefault(r => r.Question == question.Key && r.Turn == null)?.Value))]);
        yield return new StudyOutcome("active-minutes", "Active time", "minutes of typing, reading and rating; model wait is not in it", OutcomeKind.Duration, false,
            [.. sessions.Select(s => Row(s, arm, s.Step == SessionStep.Completed ? s.Time.ActiveMs / 60000.0 : null))]);
        yield return new StudyOutcome(study.Checkpoint.Key, study.Checkpoint.Text, "rating at the checkpoints", OutcomeKind.Rating, true,
            [.. sessions.SelectMany(s => ratings[s.Id].Where(r => r.Question == study.Checkpoint.Key).GroupBy(r => r.Turn)
                .Select(turn => Row(s, arm, turn.Last().Value) with { Checkpoint = turn.Key?.ToString(CultureInfo.InvariantCulture) }))]);
        yield return new StudyOutcome("turns", "Exchanges", "completed exchanges", OutcomeKind.Count, true, [.. sessions.Select(s => Row(s, arm, s.CompletedTurns))]);
        yield return new StudyOutcome("completed", "Completed the session", "share", OutcomeKind.Binary, true, [.. sessions.Select(s => Row(s, arm, s.Step == SessionStep.Completed ? 1 : 0))]);
    }

    private static OutcomeRow Row(Session session, Func<Session, string> arm, double? value) =>
        new(session.ParticipantId.ToString("N"), arm(session), value, Stratum: session.DocumentType);

    private static IEnumerable<ArmFlow> Flow(IEnumerable<Session> sessions, Func<Session, string> arm) => sessions.GroupBy(arm).OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new ArmFlow(
            g.Key, g.Count(), g.Count(s => s.CoWritingStartedAt is not null), g.Count(s => s.Step == SessionStep.Completed), g.Count(s => s.Step == SessionStep.Withdrawn),
            g.Count(s => s.ExclusionReason is not null), g.Count(s => s.Step == SessionStep.Completed && s.ExclusionReason is null)));
}

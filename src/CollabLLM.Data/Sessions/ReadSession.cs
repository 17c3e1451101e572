using System.Collections.Concurrent;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Documents;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Sessions;

/// <summary>Rebuilds a participant's page from the database alone.</summary>
public sealed class ReadSession(IDbContextFactory<CollabDbContext> databases)
{
    // One for all participants of a study: read anew, each page would hold a copy of its own for as long as it is open.
    private readonly ConcurrentDictionary<Guid, ReadDefinition> definitions = [];

    /// <returns>Null: no such participant, or the data were deleted on withdrawal.</returns>
    public async Task<SessionView?> RunAsync(string token, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var participant = await db.Participants.SingleOrDefaultAsync(p => p.Token == token, ct);
        if (participant is null) return null;
        var session = await db.Sessions.SingleAsync(s => s.ParticipantId == participant.Id, ct);
        var study = await db.Studies.SingleAsync(s => s.Id == session.StudyId, ct);
        var (_, definition, shown) = Definition(study);
        var pairs = (await db.HumanPairs.Where(p => p.SessionId == session.Id).OrderBy(p => p.Number).ToListAsync(ct)).ToLookup(p => (p.Turn, p.Source));
        var turns = (await db.Turns.Where(t => t.SessionId == session.Id).OrderBy(t => t.Number).ToListAsync(ct)).Select(t => TurnView.Of(t, pairs[(t.Number, HumanPairSource.Picked)].LastOrDefault(), pairs[(t.Number, HumanPairSource.Edited)].LastOrDefault())).ToArray();
        var ratings = await db.Ratings.Where(r => r.SessionId == session.Id).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(ct);
        var answers = await db.Answers.Where(a => a.SessionId == session.Id).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(ct);
        var pauses = await db.Events.Where(e => e.SessionId == session.Id && (e.Kind == EventKinds.Paused || e.Kind == EventKinds.Resumed))
            .OrderBy(e => e.Sequence).Select(e => new { e.Kind, e.ServerAt }).ToListAsync(ct);
        return new(
            session.Id, study.Id, study.Slug, study.State,
            shown,
            session.Step,
            session.DocumentType is { } type ? definition.Type(type) : null,
            session.Topic, session.Intake, session.StartedAt, session.CoWritingStartedAt, session.ActiveTab, session.CompletedTurns,
            Checkpoints.Due(definition, session.Step, session.CompletedTurns, ratings),
            turns, Latest(ratings),
            [.. answers.GroupBy(a => a.Question).Select(g => new AnswerView(g.Key, g.Last().Text))],
            await db.Revisions.Where(r => r.SessionId == session.Id).OrderByDescending(r => r.Number)
                .Select(r => new RevisionView(r.Number, r.Cause, r.Content, r.Text, r.Turn, r.At)).FirstOrDefaultAsync(ct),
            await db.HelpRequests.Where(h => h.SessionId == session.Id).OrderBy(h => h.AskedAt)
                .Select(h => new HelpView(h.Id, h.Text, h.AskedAt, h.Reply, h.RepliedAt)).ToListAsync(ct),
            PauseView.Of(pauses.Select(e => (e.Kind, e.ServerAt))), participant.ConsentsToTraining, participant.IsBot, session.CompletionCode, session.Version)
        {
            LastChange = ChangeWrite.Applies(definition, participant) ? await db.LastChangeAsync(session.Id, ct) : null,
        };
    }

    private ReadDefinition Definition(Study study)
    {
        if (definitions.TryGetValue(study.Id, out var known) && known.Hash == study.DefinitionHash) return known;
        var whole = study.Definition();
        return definitions[study.Id] = new(study.DefinitionHash, whole, whole with { Arms = [], Scoring = new(), Seed = 0, PreRegistered = [], Plan = null });
    }

    private static IReadOnlyList<RatingView> Latest(IEnumerable<Rating> ratings) =>
        [.. ratings.GroupBy(r => (r.Question, r.Turn)).Select(g => new RatingView(g.Key.Question, g.Key.Turn, g.Last().Value, g.Last().Comment))];

    /// <param name="Shown">Without arms, scoring and seed.</param>
    private sealed record ReadDefinition(string Hash, StudyDefinition Whole, StudyDefinition Shown);
}

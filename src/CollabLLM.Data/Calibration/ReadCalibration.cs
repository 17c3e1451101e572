using CollabLLM.Core.Calibration;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Data.Exports;
using CollabLLM.Data.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Calibration;

/// <summary>Reads what a calibration is computed from, as it is at one moment: scores of the replies that participants got, their marks, and what came after each scored reply.</summary>
public sealed class ReadCalibration(IDbContextFactory<CollabDbContext> databases)
{
    /// <param name="bots">Whether bots take part; null: only in a study that has nobody else.</param>
    /// <returns>Null when there is no study of this name. Sessions that a coordinator excluded are left out.</returns>
    public async Task<CalibrationData?> RunAsync(string slug, bool? bots, CancellationToken ct)
    {
        await using var snapshot = await StudySnapshot.OpenAsync(databases, slug, showsIdentifiers: false, ct);
        if (snapshot is null) return null;
        var withBots = bots ?? await snapshot.Participants.AllAsync(p => p.IsBot, ct);
        var scores = (await GivenRewards.ReadAsync(snapshot.Db, snapshot.Study.Id, withContinuations: true, ct)).ToLookup(r => r.SessionId);
        var hasBots = false;
        var (replies, marks, continuations) = (new List<ScoredReply>(), new List<HumanMark>(), new List<Continuation>());
        var definition = snapshot.Study.Definition();
        string Label(string code) => snapshot.Scope.ArmName(code) ?? code;

        await foreach (var row in snapshot.SessionRowsAsync(ct))
        {
            if (row.Session.Arm is not { } code || row.Session.ExclusionReason is not null || (row.Participant.IsBot && !withBots)) continue;
            hasBots |= row.Participant.IsBot;
            marks.AddRange(Marks(row));
            foreach (var score in scores[row.Session.Id])
            {
                replies.Add(new(row.Key.Participant, row.Key.Session, Label(code), score.Turn, score.Run, score.Kind, score.Mean, score.Metrics));
                continuations.AddRange(Continuations(row, score));
            }
        }

        HumanQuestion[] questions =
        [
            .. definition.Turns.RateEveryTurns > 0 ? new[] { new HumanQuestion(definition.Checkpoint.Key, definition.Checkpoint.Text, true) } : [],
            .. definition.FinalRatings.Select(q => new HumanQuestion(q.Key, q.Text, false)),
        ];
        return new([.. definition.Arms.Select(a => Label(a.Code))], questions, replies, marks, continuations, replies.Count(r => r.Reward is null), hasBots);
    }

    // A changed mind is a further row, and the latest counts.
    private static IEnumerable<HumanMark> Marks(SessionRow row) => row.Ratings.GroupBy(r => (r.Question, r.Turn)).Select(g => g.Last())
        .Where(r => r.Value is not null).Select(r => new HumanMark(row.Key.Session, r.Question, r.Turn, r.Value!.Value));

    private static IEnumerable<Continuation> Continuations(SessionRow row, GivenReward score)
    {
        if (row.Turns.FirstOrDefault(t => t.Number == score.Turn && t.Counts) is not { Reply: { } reply }) return [];
        var before = SessionConversation.Prompt(row.Turns, score.Turn).With(Message.Assistant(reply));
        return score.Continuations.Select(json => new Continuation(row.Key.Participant, score.Run, score.Kind == RewardKinds.Simulated, before, ChatJson.Read(json)));
    }
}

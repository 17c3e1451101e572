using CollabLLM.Core.Metrics;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Scoring;

/// <summary>Reads the rewards of the replies that participants got, in every run of a study. Further candidates were never seen by a participant, so they say nothing about a participant's rating.</summary>
public static class GivenRewards
{
    /// <param name="withContinuations">Whether what was said after each reply is read too: by far the most of what is stored.</param>
    public static async Task<IReadOnlyList<GivenReward>> ReadAsync(CollabDbContext db, Guid studyId, bool withContinuations, CancellationToken ct)
    {
        var runs = (await db.ScoringRuns.AsNoTracking().Where(r => r.StudyId == studyId).ToListAsync(ct)).OrderBy(r => r.CreatedAt).ThenBy(r => r.OptionsHash, StringComparer.Ordinal).ToArray();
        var rewards = new List<GivenReward>();
        foreach (var run in runs)
            rewards.AddRange(await OfRunAsync(db, run, runs.Count(r => r.Preset == run.Preset) == 1 ? run.Preset : $"{run.Preset} {run.OptionsHash[..6]}", withContinuations, ct));
        return rewards;
    }

    private static async Task<IEnumerable<GivenReward>> OfRunAsync(CollabDbContext db, ScoringRun run, string name, bool withContinuations, CancellationToken ct)
    {
        var given = db.Candidates.AsNoTracking().Where(c => c.RunId == run.Id && c.Index == 0);
        var rows = await given.Join(db.Rewards.Where(r => r.OptionsHash == run.OptionsHash), c => c.Id, r => r.CandidateId, (c, r) => new { c.Id, c.SessionId, c.Turn, r.Kind, r.Mean, r.Failed }).ToListAsync(ct);
        var samples = (await given.Join(db.RewardSamples.Where(s => s.OptionsHash == run.OptionsHash), c => c.Id, s => s.CandidateId, (c, s) => s).OrderBy(s => s.Index)
            .Select(s => new { s.CandidateId, s.Kind, s.ScoresJson, Messages = withContinuations ? s.MessagesJson : null }).ToListAsync(ct)).ToLookup(s => (s.CandidateId, s.Kind));
        return rows.OrderBy(r => r.SessionId).ThenBy(r => r.Turn).ThenBy(r => r.Kind, StringComparer.Ordinal)
            .Select(r => new GivenReward(r.SessionId, r.Turn, name, r.Kind, r.Mean, r.Failed, Metrics(samples[(r.Id, r.Kind)].Select(s => s.ScoresJson)), [.. samples[(r.Id, r.Kind)].Select(s => s.Messages).OfType<string>()]));
    }

    private static Dictionary<string, double> Metrics(IEnumerable<string> scores) => scores
        .SelectMany(SampleJson.Read).OfType<MetricScore.Scored>().GroupBy(s => s.Metric, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Average(s => s.Value), StringComparer.Ordinal);
}

using System.Runtime.CompilerServices;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Exports.Tables;
using CollabLLM.Data.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Exports;

/// <summary>Rewards and pairs, as streams of rows. Runs are in order of making; within a run, sessions in their order.</summary>
internal static class ScoringQueries
{
    private const int Batch = 20;

    public static async Task<IReadOnlyList<ScoringRun>> RunsAsync(this StudySnapshot snapshot, CancellationToken ct) =>
        [.. (await snapshot.Db.ScoringRuns.Where(r => r.StudyId == snapshot.Study.Id).ToListAsync(ct)).OrderBy(r => r.CreatedAt).ThenBy(r => r.OptionsHash, StringComparer.Ordinal)];

    public static async IAsyncEnumerable<ScoringRunRow> RunRowsAsync(this StudySnapshot snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var run in await snapshot.RunsAsync(ct))
            yield return new(run.Preset, run.OptionsHash, run.OptionsJson, run.Seed, run.State.ToString(), run.CreatedAt, run.UsedCalls, run.UsedTokens, run.UsedMoney);
    }

    public static async IAsyncEnumerable<InSession<ScoreRow>> ScoresAsync(this StudySnapshot snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var run in await snapshot.RunsAsync(ct))
        {
            var rows = snapshot.ByBatchAsync(
                Batch,
                ids => snapshot.Db.Candidates.Where(c => c.RunId == run.Id && ids.Contains(c.SessionId))
                    .Join(snapshot.Db.Rewards, c => c.Id, r => r.CandidateId, (c, r) => new { Candidate = c, Reward = r })
                    .OrderBy(x => x.Candidate.SessionId).ThenBy(x => x.Candidate.Turn).ThenBy(x => x.Candidate.Index).ThenBy(x => x.Reward.Kind),
                x => x.Candidate.SessionId, ct);
            await foreach (var (key, (c, r)) in rows.Select(x => (x.Key, (x.Item.Candidate, x.Item.Reward))).WithCancellation(ct))
                yield return new(key, new ScoreRow(
                    c.Turn, c.Index, c.Source, c.Arm, c.PolicyId, c.PromptHash, c.Seed, r.Kind, run.Preset, r.OptionsHash, r.Mean, r.StandardError, r.Used, r.Failed,
                    r.PolicyId, r.SimulatorId, r.JudgeId, r.Seed, r.CodeVersion, c.Text));
        }
    }

    /// <summary>Samples of the scores that there are. Those of a reply that is being scored at this moment come with its score.</summary>
    public static async IAsyncEnumerable<InSession<ScoreSampleRow>> SamplesAsync(this StudySnapshot snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var run in await snapshot.RunsAsync(ct))
        {
            var rows = snapshot.ByBatchAsync(
                Batch,
                ids => snapshot.Db.Candidates.Where(c => c.RunId == run.Id && ids.Contains(c.SessionId))
                    .Join(snapshot.Db.RewardSamples, c => c.Id, s => s.CandidateId, (c, s) => new { c.SessionId, c.Turn, Candidate = c.Index, Sample = s })
                    .Where(x => snapshot.Db.Rewards.Any(r => r.CandidateId == x.Sample.CandidateId && r.OptionsHash == x.Sample.OptionsHash && r.Kind == x.Sample.Kind))
                    .OrderBy(x => x.SessionId).ThenBy(x => x.Turn).ThenBy(x => x.Candidate).ThenBy(x => x.Sample.Kind).ThenBy(x => x.Sample.Index),
                x => x.SessionId, ct);
            await foreach (var (key, x) in rows.WithCancellation(ct))
                yield return new(key, new ScoreSampleRow(
                    x.Turn, x.Candidate, x.Sample.OptionsHash, x.Sample.Kind, x.Sample.Index, x.Sample.Reward, x.Sample.Reason, x.Sample.ScoresJson, x.Sample.MessagesJson));
        }
    }

    /// <summary>Pairs of every run and those that participants made, nothing left out: the table for analysis.</summary>
    public static async IAsyncEnumerable<PairExport> PairsAsync(this StudySnapshot snapshot, PairSplit split, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var run in await snapshot.RunsAsync(ct))
            await foreach (var session in snapshot.ScoredSessionsAsync(run, split, null, ct))
                foreach (var pair in session.Pairs)
                    yield return pair;
        await foreach (var session in snapshot.HumanSessionsAsync(split, _ => true, ct))
            foreach (var pair in session.Pairs)
                yield return pair;
    }

    public static async IAsyncEnumerable<AuditRow> AuditAsync(this StudySnapshot snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        var subject = $"study/{snapshot.Study.Id}";
        var entries = snapshot.Db.Audit.Where(e => e.Subject == subject || e.Subject.StartsWith(subject + "/")).OrderBy(e => e.Sequence).AsAsyncEnumerable();
        await foreach (var e in entries.WithCancellation(ct))
            yield return new(e.Sequence, e.At, e.Who, e.What, e.Subject, e.Before, e.After, e.Why, e.PreviousHash, e.Hash);
    }
}

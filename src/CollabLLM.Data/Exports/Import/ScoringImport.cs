using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Scoring;

namespace CollabLLM.Data.Exports.Import;

/// <summary>Restores runs, candidates, rewards, samples and pairs. Moments of scoring are not exported: those of the run stand for them.</summary>
internal sealed class ScoringImport(ArchiveReader archive, Restoring rows, Study study)
{
    private readonly Dictionary<string, ScoringRun> runs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Run, Guid Session, int Turn, int Index), Guid> candidates = [];

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var row in archive.Rows("scoring_runs")) Run(row);
        await rows.SaveAsync(ct);
        foreach (var (table, restore) in new (string, Action<ArchiveRow>)[] { ("scores", Score), ("score_samples", Sample), ("pairs", Pair) })
        {
            foreach (var row in archive.Rows(table))
            {
                restore(row);
                if (rows.IsFull) await rows.SaveAsync(ct);
            }
            await rows.SaveAsync(ct);
        }
    }

    private void Run(ArchiveRow r)
    {
        var run = new ScoringRun(study.Id, r.Text("preset"), r.Text("options"), r.Text("options_hash"), r.Whole("seed") ?? 0, "import", r.Then("created_at"));
        run.Use(r.Whole("used_calls") ?? 0, r.Whole("used_tokens") ?? 0, (decimal)(r.Number("used_money") ?? 0));
        // What was still to be done elsewhere is not done here unless somebody asks for it.
        run.MoveTo(r.Choice<ScoringRunState>("state") is ScoringRunState.Running ? ScoringRunState.Paused : r.Choice<ScoringRunState>("state"));
        runs[run.OptionsHash] = run;
        rows.Add(run);
    }

    private void Score(ArchiveRow r)
    {
        var run = RunOf(r);
        var key = (run.OptionsHash, r.Id("session_id"), r.Int("turn"), r.Int("candidate"));
        if (!candidates.TryGetValue(key, out var candidate))
        {
            var row = new CandidateRow(run.Id, key.Item2, key.Item3, key.Item4, new CandidateOrigin(r.Text("source"), r.Text("candidate_arm"), r.Text("candidate_policy_id"), r.Text("candidate_prompt_hash")), r.Whole("candidate_seed") ?? 0, r.Text("reply"), run.CreatedAt);
            candidate = candidates[key] = row.Id;
            rows.Add(row);
            if (row.Index == 0) AddDoneJob(run, row);
        }
        rows.Add(new RewardRow(candidate, run.OptionsHash, r.Text("kind"), r.Number("mr"), r.Number("standard_error"), r.Int("used"), r.Int("failed"),
            r.Text("policy_id"), r.Text("simulator_id"), r.Optional("judge_id"), r.Whole("seed") ?? 0, r.Text("code_version"), run.CreatedAt));
    }

    // So that queueing the study again finds the turn done.
    private void AddDoneJob(ScoringRun run, CandidateRow given)
    {
        var job = new ScoringJob(run.Id, given.SessionId, given.Turn, run.CreatedAt);
        job.End(ScoringJobState.Done, null, run.CreatedAt);
        rows.Add(job);
    }

    private void Sample(ArchiveRow r) => rows.Add(new RewardSampleRow(
        CandidateOf(r, "candidate"), RunOf(r).OptionsHash, r.Text("kind"), r.Int("sample"), r.Text("messages"), r.Text("scores"), r.Number("reward"), r.Optional("reason"), RunOf(r).CreatedAt));

    private void Pair(ArchiveRow r)
    {
        // Pairs that participants made are restored from human_pairs.
        if (r.Text("kind") == PairKinds.Human) return;
        var run = RunOf(r);
        var pair = new PairRow(run.Id, r.Id("session_id"), r.Int("turn"), CandidateOf(r, "chosen_candidate"), CandidateOf(r, "rejected_candidate"),
            r.Text("kind"), r.Number("margin"), r.Optional("flags") ?? "", run.CreatedAt);
        if (r.Optional("decision") is { } decision) pair.Decide(decision, r.Optional("note"), "import", run.CreatedAt);
        rows.Add(pair);
    }

    private ScoringRun RunOf(ArchiveRow r) => runs.TryGetValue(r.Text("options_hash"), out var run) ? run : throw r.Fault("options_hash", "there is no such run in scoring_runs.csv");

    private Guid CandidateOf(ArchiveRow r, string column) =>
        candidates.TryGetValue((r.Text("options_hash"), r.Id("session_id"), r.Int("turn"), r.Int(column)), out var id) ? id : throw r.Fault(column, "there is no such reply in scores.csv");
}

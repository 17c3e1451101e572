using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Rewards;
using CollabLLM.Data.Exports;
using CollabLLM.Data.Scoring;
using CollabLLM.IntegrationTests.Exports;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Scoring;

public sealed class ScoringTests : IDisposable
{
    private readonly ExportDatabase database = new();

    [Fact]
    public async Task Only_completed_sessions_with_consent_to_training_are_queued_and_only_once()
    {
        await database.StudyAsync(study =>
        {
            study.Add(turns: 3);
            study.Add(turns: 5, consents: false);
            study.Add(turns: 4, completes: false);
        });
        var host = new ScoringHost(database, new WritingModel());

        var first = await host.QueueAsync();
        var second = await host.QueueAsync();

        Assert.Equal((3, 0), (first.Added, first.Known));
        Assert.Equal((0, 3), (second.Added, second.Known));
        Assert.Equal([("no consent to training", 1), ("not completed", 1)], first.Left.OrderBy(l => l.Key).Select(l => (l.Key, l.Value)));
    }

    [Fact]
    public async Task Completed_sessions_are_queued_by_themselves_and_once()
    {
        await database.StudyAsync(study =>
        {
            study.Add(turns: 3);
            study.Add(turns: 2, completes: false);
        });
        var host = new ScoringHost(database, new WritingModel());

        Assert.Equal((3, 0), (await host.Queueing.CompletedAsync(default), await host.Queueing.CompletedAsync(default)));
    }

    [Fact]
    public async Task Each_turn_gets_its_candidates_samples_rewards_and_an_observed_sample_kept_apart()
    {
        await database.StudyAsync(study => study.Add(turns: 3));
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();

        Assert.Equal(3, await host.DrainAsync());

        await using var db = database.CreateDbContext();
        Assert.Equal((9, 9 * 3, 3), (db.Candidates.Count(), db.RewardSamples.Count(s => s.Kind == "simulated"), db.RewardSamples.Count(s => s.Kind == "observed")));
        Assert.Equal((9, 3), (db.Rewards.Count(r => r.Kind == "simulated"), db.Rewards.Count(r => r.Kind == "observed")));
        Assert.All(db.Rewards.Where(r => r.Kind == "simulated"), r => Assert.Equal((3, 0), (r.Used, r.Failed)));
        Assert.Equal(ScoringRunState.Done, db.ScoringRuns.Single().State);
        Assert.All(db.Candidates.Where(c => c.Index == 0), c => Assert.Equal(("given", $"Here is a draft about cycling, version {c.Turn}."), (c.Source, c.Text)));
    }

    [Fact]
    public async Task The_chosen_reply_of_every_exported_pair_has_the_higher_reward_by_at_least_the_gap()
    {
        await database.StudyAsync(study => { for (var i = 0; i < 5; i++) study.Add(turns: 4); });
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();
        await host.DrainAsync();

        var rows = await PairsAsync(PairDialect.Trl);

        Assert.True(rows.Length > 10, $"Only {rows.Length} pairs.");
        Assert.All(rows, row => Assert.True(row.GetProperty("chosen_mr").GetDouble() - row.GetProperty("rejected_mr").GetDouble() >= 0.02));
    }

    [Fact]
    public async Task Estimates_are_those_of_the_estimator_itself_for_the_same_seed()
    {
        await database.StudyAsync(study => study.Add(turns: 2));
        var model = new WritingModel();
        var host = new ScoringHost(database, model);
        await host.QueueAsync();
        await host.DrainAsync();
        await using var db = database.CreateDbContext();
        var stored = await db.Rewards.Join(db.Candidates, r => r.CandidateId, c => c.Id, (r, c) => new { Reward = r, Candidate = c })
            .SingleAsync(x => x.Candidate.Turn == 2 && x.Candidate.Index == 1 && x.Reward.Kind == "simulated");
        var run = await db.ScoringRuns.SingleAsync();
        var lease = new ScoringLease(Guid.Empty, run.Id, stored.Candidate.SessionId, 2, "", 1);
        var turn = (await ScoringCase.LoadAsync(db, lease, default))!;
        var models = new ScoringModels(new OneModel(model), Microsoft.Extensions.Options.Options.Create(new ScoringOptions { CallsAtOnce = 7 }));

        var estimate = await new RewardEstimator(turn.Plan.Preset, models.For(turn.Plan, turn.Arm.Policy, new ModelUse()))
            .EstimateAsync(turn.Question(stored.Candidate.Text), stored.Reward.Seed, default);

        Assert.Equal((estimate.Mean, estimate.StandardError), (stored.Reward.Mean, stored.Reward.StandardError));
    }

    [Fact]
    public async Task Rescoring_with_another_preset_is_another_run_and_earlier_results_stay()
    {
        await database.StudyAsync(study => study.Add(turns: 2));
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();
        await host.DrainAsync();
        var before = await database.TableAsync("scores");
        host.Clock.Advance(TimeSpan.FromHours(1));

        await host.QueueAsync(ScoringPlan.For(SampleStudy.Definition(), RewardPresets.Parse("""{"name":"short","version":1,"samples":2,"metrics":[{"signature":"question-rate","weight":1}]}""")));
        await host.DrainAsync();

        Assert.StartsWith(before, await database.TableAsync("scores"), StringComparison.Ordinal);
        await using var db = database.CreateDbContext();
        Assert.Equal((2, 6 * 3 + 6 * 2), (db.ScoringRuns.Count(), db.RewardSamples.Count(s => s.Kind == "simulated")));
    }

    [Fact]
    public async Task A_withdrawal_after_queueing_cancels_the_job_and_nothing_is_scored()
    {
        await database.StudyAsync(study => study.Add(turns: 2));
        var model = new WritingModel();
        var host = new ScoringHost(database, model);
        await host.QueueAsync();
        await using (var db = database.CreateDbContext())
        {
            db.Participants.Single().Withdraw(keepData: true, SampleStudy.Start);
            await db.SaveChangesAsync();
        }

        await host.DrainAsync();

        await using var after = database.CreateDbContext();
        Assert.Equal((0, 0), (model.Calls, after.Candidates.Count()));
        Assert.All(after.ScoringJobs, job => Assert.Equal(ScoringJobState.Cancelled, job.State));
    }

    [Fact]
    public async Task Candidates_come_by_setting_also_from_the_proactive_prompt_and_other_arms_and_say_so()
    {
        var settings = SampleStudy.Definition().Scoring with { Candidates = 5, OtherArms = 1, ProactiveCandidates = 2, ProactivePrompt = "Ask first." };
        await database.StudyAsync(study => study.Add(turns: 1), SampleStudy.Definition() with { Scoring = settings });
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();
        await host.DrainAsync();

        await using var db = database.CreateDbContext();
        var rows = await db.Candidates.OrderBy(c => c.Index).ToListAsync();
        Assert.Equal([("given", "K"), ("same-policy", "K"), ("proactive", "K"), ("proactive", "K"), ("other-arm", "T")], rows.Select(c => (c.Source, c.Arm)));
        // One policy with its prompt, the same under the proactive prompt, another arm's.
        Assert.Equal((3, true, true, true), (rows.Select(c => c.PolicyId).Distinct().Count(), rows[0].PolicyId == rows[1].PolicyId, rows[2].PolicyId == rows[3].PolicyId, rows[1].PolicyId != rows[4].PolicyId));
        Assert.Equal((rows[0].PromptHash, false), (rows[1].PromptHash, rows[1].PromptHash == rows[2].PromptHash));
        Assert.Equal(5, rows.Select(c => c.Seed).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    public async Task However_many_calls_are_under_way_the_exports_are_the_same(int callsAtOnce)
    {
        await database.StudyAsync(study => { for (var i = 0; i < 3; i++) study.Add(turns: 3); });
        using var other = new ExportDatabase();
        await WorkerKillTests.CopyAsync(database, other);
        var (one, many) = (new ScoringHost(database, new WritingModel()), new ScoringHost(other, new WritingModel((call, ct) => Task.Delay(call % 3, ct)), callsAtOnce: callsAtOnce));
        await one.QueueAsync();
        await many.QueueAsync();
        await one.DrainAsync();

        await Task.WhenAll(many.DrainAsync("a"), many.DrainAsync("b"));

        foreach (var table in new[] { "scores", "score_samples", "pairs" }) Assert.Equal(await database.TableAsync(table), await other.TableAsync(table));
    }

    [Fact]
    public async Task Personal_data_stay_out_of_pairs_and_of_conversations_by_default_and_are_counted()
    {
        await database.StudyAsync(study =>
        {
            study.Add(turns: 3, message: "Write to me at anna@example.org");
            study.Add(turns: 3);
        });
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();
        await host.DrainAsync();

        foreach (var dialect in PairDialect.All)
        {
            Assert.DoesNotContain("anna@", string.Concat((await PairsAsync(dialect)).Select(r => r.ToString())), StringComparison.Ordinal);
            Assert.Contains("anna@", string.Concat((await PairsAsync(dialect, new PairSelection(new Core.Preferences.PairFilters { LeaveOut = [] }))).Select(r => r.ToString())), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_the_policy_sees_the_document_a_further_reply_is_asked_for_with_the_document_of_that_moment()
    {
        var definition = SampleStudy.Definition();
        await database.StudyAsync(study => study.Add(turns: 2), definition with { Session = definition.Session with { PolicySeesDocument = true } });
        var prompts = new System.Collections.Concurrent.ConcurrentBag<string>();
        var host = new ScoringHost(database, new WritingModel(onPrompt: prompts.Add));
        await host.QueueAsync();
        await host.DrainAsync();

        // The first revision is of second 50: after the first message (40), before the second (80).
        Assert.Contains(prompts, p => p.Contains("The document as it stands now:\nCycling", StringComparison.Ordinal) && p.Contains("(0.2)", StringComparison.Ordinal));
        Assert.DoesNotContain(prompts, p => p.Contains("The document as it stands now", StringComparison.Ordinal) && !p.Contains("(0.2)", StringComparison.Ordinal));
    }

    private async Task<System.Text.Json.JsonElement[]> PairsAsync(PairDialect dialect, PairSelection? selection = null)
    {
        await using var snapshot = (await StudySnapshot.OpenAsync(database, "writing", false, default))!;
        var output = new MemoryStream();
        await PairsExport.WriteAsync(snapshot, await PairsExport.RunAsync(snapshot, null, default), dialect, new PairSplit(), selection ?? new PairSelection(), output, default);
        return [.. System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)];
    }

    public void Dispose() => database.Dispose();
}

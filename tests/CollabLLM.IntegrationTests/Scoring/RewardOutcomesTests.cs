using CollabLLM.Core.Rewards;
using CollabLLM.Data.Scoring;
using CollabLLM.IntegrationTests.Exports;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Scoring;

public sealed class RewardOutcomesTests : IDisposable
{
    private readonly ExportDatabase database = new();

    [Fact]
    public async Task Each_run_gives_its_reward_and_metrics_as_outcomes_simulated_apart_from_observed()
    {
        await ScoredAsync();

        await using var db = database.CreateDbContext();
        var outcomes = await RewardOutcomes.ReadAsync(db, (await db.Studies.SingleAsync()).Id, default);

        Assert.Contains(outcomes, o => o.Key == "mr-v2-offline-simulated");
        Assert.Contains(outcomes, o => o.Key == "mr-v2-offline-observed");
        Assert.Contains(outcomes, o => o is { Key: "metric-question-rate-v2-offline-simulated", HigherIsBetter: true });
        Assert.Contains(outcomes, o => o is { Key: "metric-token-amount-v2-offline-observed", HigherIsBetter: false });
        Assert.Equal(outcomes.Count, outcomes.Select(o => o.Key).Distinct().Count());
    }

    [Fact]
    public async Task A_sessions_value_is_the_mean_over_the_replies_that_its_participant_got()
    {
        await ScoredAsync();
        await using var db = database.CreateDbContext();
        var session = (await db.Sessions.OrderBy(s => s.StartedAt).FirstAsync()).Id;
        var means = await db.Candidates.Where(c => c.SessionId == session && c.Index == 0)
            .Join(db.Rewards.Where(r => r.Kind == "simulated"), c => c.Id, r => r.CandidateId, (c, r) => r.Mean!.Value).ToListAsync();

        var outcomes = await RewardOutcomes.ReadAsync(db, (await db.Studies.SingleAsync()).Id, default);

        Assert.Equal(3, means.Count);
        Assert.Equal(means.Average(), outcomes.Single(o => o.Key == "mr-v2-offline-simulated").Values[session], 1e-12);
    }

    [Fact]
    public async Task Two_runs_of_one_preset_are_told_apart_by_the_hash_of_their_options()
    {
        await ScoredAsync();
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync(ScoringPlan.For(SampleStudy.Definition() with { Seed = 43 }, RewardPresets.Named("v2-offline")));
        await host.DrainAsync();

        await using var db = database.CreateDbContext();
        var outcomes = await RewardOutcomes.ReadAsync(db, (await db.Studies.SingleAsync()).Id, default);
        var hashes = await db.ScoringRuns.Select(r => r.OptionsHash).ToListAsync();

        Assert.Equal(
            hashes.Select(hash => $"mr-v2-offline-{hash[..6]}-simulated").Order(StringComparer.Ordinal),
            outcomes.Select(o => o.Key).Where(k => k.StartsWith("mr-", StringComparison.Ordinal) && k.EndsWith("-simulated", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    public void Dispose() => database.Dispose();

    private async Task ScoredAsync()
    {
        await database.StudyAsync(study => { study.Add(turns: 3); study.Add(turns: 3); });
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();
        await host.DrainAsync();
    }
}

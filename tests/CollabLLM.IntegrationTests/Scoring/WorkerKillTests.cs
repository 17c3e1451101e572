using CollabLLM.Data.Connections;
using CollabLLM.Data.Scoring;
using CollabLLM.IntegrationTests.Exports;
using CollabLLM.TestKit;

namespace CollabLLM.IntegrationTests.Scoring;

/// <summary>Battery R10. 200 kills over 1,000 jobs at full size.</summary>
public sealed class WorkerKillTests
{
    private const int Seed = 20_260_301;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, 1)]
    [InlineData(DatabaseProvider.Postgres, 1)]
    [InlineData(DatabaseProvider.Sqlite, 12)]
    public async Task However_often_workers_are_killed_each_result_exists_exactly_once_and_the_export_is_the_same(DatabaseProvider provider, int callsAtOnce)
    {
        var jobs = Battery.Size(1000);
        var kills = Battery.Size(200);
        using var calm = new ExportDatabase();
        using var rough = new ExportDatabase(provider);
        await StudyAsync(calm, jobs);
        await CopyAsync(calm, rough);
        var undisturbed = new ScoringHost(calm, new WritingModel());
        await undisturbed.QueueAsync();
        await undisturbed.DrainAsync();

        var killed = await ScoreAndKillAsync(rough, kills, jobs, callsAtOnce);

        Assert.True(killed >= kills, $"Only {killed} of {kills} kills happened (seed {Seed}).");
        await using var db = rough.CreateDbContext();
        Assert.Equal((jobs, jobs * 3, jobs * 9, jobs * 4), (db.ScoringJobs.Count(j => j.State == ScoringJobState.Done), db.Candidates.Count(), db.RewardSamples.Count(s => s.Kind == "simulated"), db.Rewards.Count()));
        foreach (var table in new[] { "scores", "score_samples", "pairs" })
            Assert.Equal(await calm.TableAsync(table), await rough.TableAsync(table));
    }

    /// <summary>A killed worker stops wherever it is, in a call or around a commit, and never says a word again; its lease runs out.</summary>
    private static async Task<int> ScoreAndKillAsync(ExportDatabase database, int kills, int jobs, int callsAtOnce)
    {
        var random = new Random(Seed);
        var clock = new Clock(SampleStudy.Start.AddDays(1));
        var killed = 0;
        await new ScoringHost(database, new WritingModel(), clock).QueueAsync();
        while (true)
        {
            using var life = new CancellationTokenSource();
            // About as many calls as three jobs need: kills fall anywhere in a job.
            var last = killed < kills ? random.Next(1, Math.Max(2, jobs * 60 / kills)) : int.MaxValue;
            var host = new ScoringHost(database, new WritingModel((call, _) => call >= last ? life.CancelAsync() : Task.CompletedTask), clock, callsAtOnce);
            host.Options.MaximumAttempts = int.MaxValue;
            try
            {
                while (await host.Queue.LeaseAsync($"worker-{killed}", life.Token) is { } lease) await host.Scorer.ScoreAsync(lease, life.Token);
                return killed;
            }
            catch (OperationCanceledException)
            {
                killed++;
                clock.Advance(host.Options.Lease * 1.5);
            }
        }
    }

    private static Task<SampleStudy> StudyAsync(ExportDatabase database, int jobs) => database.StudyAsync(study =>
    {
        for (var i = 0; i < jobs / 5; i++) study.Add(turns: 5);
    });

    internal static async Task CopyAsync(ExportDatabase from, ExportDatabase to)
    {
        await using var source = from.CreateDbContext();
        await using var target = to.CreateDbContext();
        target.AddRange(source.Studies.ToList());
        target.AddRange(source.Participants.ToList());
        target.AddRange(source.Sessions.ToList());
        target.AddRange(source.Turns.ToList());
        target.AddRange(source.Revisions.ToList());
        await target.SaveChangesAsync();
    }
}

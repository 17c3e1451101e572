using System.Globalization;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Scoring;
using CollabLLM.IntegrationTests.Exports;
using CollabLLM.TestKit;
using Xunit.Abstractions;

namespace CollabLLM.IntegrationTests.Scoring;

/// <summary>Battery R10 with real processes: two workers share a database, and the one that asks its model at a drawn moment gets SIGKILL. 200 kills over 1,000 jobs at full size.</summary>
public sealed class WorkerProcessKillTests(ITestOutputHelper output)
{
    private const int Seed = 20_260_302;
    private const int Turns = 5;

    /// <summary>Calls of one job: two further replies, then three samples of four messages for each of three.</summary>
    private const int CallsOfAJob = 2 + (3 * 3 * 4);

    private readonly Random random = new(Seed);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task However_often_worker_processes_are_killed_each_result_exists_exactly_once_and_the_export_is_the_same(DatabaseProvider provider)
    {
        var (jobs, kills) = (Battery.Size(1000), Battery.Size(200));
        using var calm = new ExportDatabase();
        using var rough = new ExportDatabase(provider);
        await calm.StudyAsync(study =>
        {
            for (var i = 0; i < jobs / Turns; i++) study.Add(turns: Turns);
        }, Definition());
        await WorkerKillTests.CopyAsync(calm, rough);
        await using var model = await WritingServer.StartAsync();
        await using (var undisturbed = WorkerProcess.Start("calm", calm.Options, model.Address)) await undisturbed.EndAsync();

        var killed = await ScoreAndKillAsync(rough, model, kills, jobs);

        output.WriteLine($"{killed} worker processes killed by SIGKILL over {jobs} jobs on {provider}, seed {Seed}.");
        Assert.True(killed == kills, $"Only {killed} of {kills} kills happened (seed {Seed}).");
        await using var db = rough.CreateDbContext();
        Assert.Equal((jobs, jobs * 3, jobs * 9, jobs * 4), (db.ScoringJobs.Count(j => j.State == ScoringJobState.Done), db.Candidates.Count(), db.RewardSamples.Count(s => s.Kind == "simulated"), db.Rewards.Count()));
        foreach (var table in new[] { "scores", "score_samples", "pairs" })
            Assert.Equal(await calm.TableAsync(table), await rough.TableAsync(table));
    }

    private static StudyDefinition Definition() => SampleStudy.Definition() with
    {
        Arms = [.. SampleStudy.Definition().Arms.Select(arm => arm with { Policy = new PolicyDefinition("remote:writer", null, new Sampling(Temperature: 1)) })],
        Scoring = new ScoringSettings(SimulatorModel: "remote:writer", Goal: "hindsight"),
    };

    private async Task<int> ScoreAndKillAsync(ExportDatabase database, WritingServer model, int kills, int jobs)
    {
        WorkerProcess[] workers = [Start(0), Start(1)];
        var killed = 0;
        try
        {
            while (killed < kills)
            {
                var asker = model.AskerAfterAsync(random.Next(1, jobs * CallsOfAJob / kills));
                await Task.WhenAny(asker, Task.WhenAll(workers.Select(w => w.GoneAsync())));
                if (!asker.IsCompleted) return killed;
                var victim = int.Parse(await asker, CultureInfo.InvariantCulture);
                // Further on than the call itself: in a commit, or in the next calls.
                await Task.Delay(random.Next(0, 20));
                if (workers[victim].HasEnded) continue;
                await workers[victim].DisposeAsync();
                workers[victim] = Start(victim);
                killed++;
            }
            foreach (var worker in workers) await worker.EndAsync();
            return killed;
        }
        finally
        {
            foreach (var worker in workers) await worker.DisposeAsync();
        }

        WorkerProcess Start(int number) => WorkerProcess.Start(number.ToString(CultureInfo.InvariantCulture), database.Options, model.Address);
    }
}

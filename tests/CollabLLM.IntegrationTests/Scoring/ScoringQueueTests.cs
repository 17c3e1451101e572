using CollabLLM.Data.Connections;
using CollabLLM.Data.Scoring;
using CollabLLM.IntegrationTests.Exports;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Scoring;

/// <summary>The queue's rules, on each of the two databases that may hold it.</summary>
public abstract class ScoringQueueTests(DatabaseProvider provider) : IDisposable
{
    private readonly ExportDatabase database = new(provider);

    [Fact]
    public async Task A_job_belongs_to_one_worker_until_its_lease_runs_out_and_the_late_worker_cannot_settle()
    {
        await database.StudyAsync(study => study.Add(turns: 1));
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();

        var first = await host.Queue.LeaseAsync("one", default);
        Assert.Null(await host.Queue.LeaseAsync("two", default));
        host.Clock.Advance(host.Options.Lease * 1.1);
        var second = await host.Queue.LeaseAsync("two", default);

        Assert.Equal(first!.JobId, second!.JobId);
        Assert.False(await host.Queue.ExtendAsync(first, default));
        await Assert.ThrowsAsync<LeaseLostException>(() => host.Scorer.ScoreAsync(first, default));
        Assert.Equal(ScoringOutcome.Done, await host.Scorer.ScoreAsync(second, default));
    }

    [Fact]
    public async Task Many_workers_at_once_never_take_the_same_job()
    {
        await database.StudyAsync(study => { for (var i = 0; i < 10; i++) study.Add(turns: 4); });
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            var jobs = new List<Guid>();
            while (await host.Queue.LeaseAsync($"w{worker}", default) is { } lease) jobs.Add(lease.JobId);
            return jobs;
        }));

        Assert.Equal(40, taken.SelectMany(j => j).Distinct().Count());
        Assert.Equal(40, taken.Sum(j => j.Count));
    }

    [Fact]
    public async Task A_failing_model_is_tried_again_later_each_time_later_and_its_job_is_set_aside_with_the_reason()
    {
        await database.StudyAsync(study => study.Add(turns: 1));
        var host = new ScoringHost(database, new WritingModel((_, _) => throw new InvalidOperationException("no such folder: models/gone")));
        await host.QueueAsync();

        Assert.Equal(1, await host.DrainAsync());
        host.Clock.Advance(host.Options.FirstRetry * 1.01);
        Assert.Equal(1, await host.DrainAsync());
        host.Clock.Advance(host.Options.FirstRetry * 1.01);
        Assert.Equal(0, await host.DrainAsync());
        host.Clock.Advance(host.Options.FirstRetry);
        Assert.Equal(1, await host.DrainAsync());

        await using var db = database.CreateDbContext();
        var job = await db.ScoringJobs.SingleAsync();
        Assert.Equal((ScoringJobState.Failed, 3), (job.State, job.Attempts));
        Assert.Contains("no such folder", job.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await host.Steering.TryAgainAsync(job.RunId, default));
    }

    [Fact]
    public async Task A_spent_budget_stops_the_run_and_raising_it_lets_the_run_go_on_without_doing_anything_twice()
    {
        await database.StudyAsync(study => study.Add(turns: 3));
        var model = new WritingModel();
        var host = new ScoringHost(database, model);
        var run = (await host.QueueAsync(budget: new ScoringBudget(Calls: 20))).RunId;
        await host.DrainAsync();
        await using (var db = database.CreateDbContext())
        {
            var stopped = await db.ScoringRuns.SingleAsync();
            Assert.Equal(ScoringRunState.Stopped, stopped.State);
            Assert.InRange(stopped.UsedCalls, 20, 40);
            Assert.Equal((model.Calls, stopped.UsedCalls * 15), (stopped.UsedCalls, stopped.UsedTokens));
        }

        await host.Steering.LimitAsync(run, new ScoringBudget(), default);
        Assert.True(await host.Steering.ResumeAsync(run, default));
        await host.DrainAsync();

        Assert.Equal(await UndisturbedCallsAsync(3), model.Calls);
    }

    [Fact]
    public async Task A_paused_run_gives_no_jobs_and_a_cancelled_one_keeps_its_results()
    {
        await database.StudyAsync(study => study.Add(turns: 3));
        var host = new ScoringHost(database, new WritingModel());
        var run = (await host.QueueAsync()).RunId;
        await host.Loop.RunOneAsync("w", default);

        Assert.True(await host.Steering.PauseAsync(run, default));
        Assert.Null(await host.Queue.LeaseAsync("w", default));
        Assert.True(await host.Steering.ResumeAsync(run, default));
        await host.Steering.CancelAsync(run, default);
        Assert.Null(await host.Queue.LeaseAsync("w", default));

        await using var db = database.CreateDbContext();
        Assert.Equal((1, 2, 3), (db.ScoringJobs.Count(j => j.State == ScoringJobState.Done), db.ScoringJobs.Count(j => j.State == ScoringJobState.Cancelled), db.Rewards.Count(r => r.Kind == "simulated")));
    }

    [Fact]
    public async Task A_job_whose_worker_dies_every_time_is_set_aside()
    {
        await database.StudyAsync(study => study.Add(turns: 1));
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();
        for (var i = 0; i < host.Options.MaximumAttempts; i++)
        {
            Assert.NotNull(await host.Queue.LeaseAsync("dies", default));
            host.Clock.Advance(host.Options.Lease * 1.1);
        }

        Assert.Null(await host.Queue.LeaseAsync("next", default));

        await using var db = database.CreateDbContext();
        Assert.Contains("died in the middle 3 times", (await db.ScoringJobs.SingleAsync()).Reason, StringComparison.Ordinal);
    }

    private async Task<int> UndisturbedCallsAsync(int turns)
    {
        using var other = new ExportDatabase(provider);
        await other.StudyAsync(study => study.Add(turns: turns));
        var model = new WritingModel();
        var host = new ScoringHost(other, model);
        await host.QueueAsync();
        await host.DrainAsync();
        return model.Calls;
    }

    [Fact]
    public async Task Workers_at_once_book_every_call_on_the_run()
    {
        await database.StudyAsync(study => { for (var i = 0; i < 4; i++) study.Add(turns: 3); });
        var model = new WritingModel();
        var host = new ScoringHost(database, model, callsAtOnce: 12);
        host.Options.Prices["base"] = host.Options.Prices["collab"] = new ModelPrice { PerMillionPromptTokens = 1000 };
        await host.QueueAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => host.DrainAsync($"w{worker}")));

        await using var db = database.CreateDbContext();
        var run = await db.ScoringRuns.SingleAsync();
        Assert.Equal(12, await db.ScoringJobs.CountAsync(j => j.State == ScoringJobState.Done));
        Assert.Equal((model.Calls, model.Calls * 15L), (run.UsedCalls, run.UsedTokens));
        // 10 prompt tokens a call at 0.001 each; the simulator has no price.
        Assert.True(run.UsedMoney > 0 && run.UsedMoney < model.Calls * 0.01m, $"{run.UsedMoney} for {model.Calls} calls.");
    }

    public void Dispose()
    {
        database.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class ScoringQueueOnSqliteTests() : ScoringQueueTests(DatabaseProvider.Sqlite);

public sealed class ScoringQueueOnPostgresTests() : ScoringQueueTests(DatabaseProvider.Postgres);

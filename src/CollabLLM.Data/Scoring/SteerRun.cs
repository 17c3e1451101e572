using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Scoring;

/// <summary>Pauses, resumes and cancels a run, and changes its budget. Results stay in every case.</summary>
public sealed class SteerRun(IDbContextFactory<CollabDbContext> databases, TimeProvider clock)
{
    /// <returns>Whether the run was running.</returns>
    public Task<bool> PauseAsync(Guid runId, CancellationToken ct) => MoveAsync(runId, [ScoringRunState.Running], ScoringRunState.Paused, ct);

    /// <returns>Whether the run was paused, or stopped with some budget left by now.</returns>
    public async Task<bool> ResumeAsync(Guid runId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.ScoringRuns.SingleAsync(r => r.Id == runId, ct);
        if (run.State is not (ScoringRunState.Paused or ScoringRunState.Stopped) || run.IsBudgetSpent) return false;
        run.MoveTo(ScoringRunState.Running);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Cancels what is not done yet; a worker in the middle of a job notices at its next sign of life.</summary>
    public async Task CancelAsync(Guid runId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.ScoringJobs.Where(j => j.RunId == runId && (j.State == ScoringJobState.Pending || j.State == ScoringJobState.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, ScoringJobState.Cancelled).SetProperty(j => j.EndedAt, now)
                .SetProperty(j => j.LeasedBy, (string?)null).SetProperty(j => j.LeasedUntil, (DateTimeOffset?)null), ct);
        await db.ScoringRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ScoringRunState.Cancelled), ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Puts jobs that were set aside or cancelled into the queue again.</summary>
    /// <returns>How many.</returns>
    public async Task<int> TryAgainAsync(Guid runId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var jobs = await db.ScoringJobs.Where(j => j.RunId == runId && (j.State == ScoringJobState.Failed || j.State == ScoringJobState.Cancelled))
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.State, ScoringJobState.Pending).SetProperty(j => j.Attempts, 0)
                .SetProperty(j => j.NotBefore, now).SetProperty(j => j.EndedAt, (DateTimeOffset?)null), ct);
        if (jobs > 0) await db.ScoringRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ScoringRunState.Running), ct);
        await transaction.CommitAsync(ct);
        return jobs;
    }

    public async Task LimitAsync(Guid runId, ScoringBudget budget, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.ScoringRuns.SingleAsync(r => r.Id == runId, ct);
        run.Limit(budget.Calls, budget.Tokens, budget.Money);
        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> MoveAsync(Guid runId, ScoringRunState[] from, ScoringRunState to, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.ScoringRuns.Where(r => r.Id == runId && from.Contains(r.State)).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, to), ct) == 1;
    }
}

using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Rewards;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Scoring;

/// <summary>Keeps candidates and samples as soon as they exist, so that an attempt that is interrupted goes on where it was; books what models used.</summary>
internal sealed class SampleStore(IDbContextFactory<CollabDbContext> databases, TimeProvider clock)
{
    public async Task<IReadOnlyList<CandidateRow>> CandidatesAsync(ScoringLease lease, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Candidates.AsNoTracking().Where(c => c.RunId == lease.RunId && c.SessionId == lease.SessionId && c.Turn == lease.Turn).OrderBy(c => c.Index).ToListAsync(ct);
    }

    /// <exception cref="LeaseLostException">Another attempt has the job.</exception>
    public async Task AddAsync(ScoringLease lease, IEnumerable<CandidateRow> candidates, ModelUse use, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Candidates.AddRange(candidates);
        await SaveAsync(db, lease, use, ct);
    }

    public async Task<IReadOnlyList<RewardSample>> SamplesAsync(Guid candidateId, string optionsHash, string kind, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.RewardSamples.AsNoTracking().Where(s => s.CandidateId == candidateId && s.OptionsHash == optionsHash && s.Kind == kind).OrderBy(s => s.Index).ToListAsync(ct);
        return [.. rows.Select(SampleJson.Sample)];
    }

    /// <exception cref="LeaseLostException">Another attempt has the job.</exception>
    public async Task AddAsync(ScoringLease lease, CandidateRow candidate, string optionsHash, string kind, RewardSample sample, ModelUse use, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        db.RewardSamples.Add(new RewardSampleRow(
            candidate.Id, optionsHash, kind, sample.Index, ChatJson.Write(sample.Continuation), SampleJson.Write(sample.Scores), sample.Reward, sample.Reason, clock.GetUtcNow()));
        await SaveAsync(db, lease, use, ct);
    }

    public async Task<ScoringRun> RunAsync(ScoringLease lease, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.ScoringRuns.AsNoTracking().SingleAsync(r => r.Id == lease.RunId, ct);
    }

    /// <summary>Stops the run when its budget is spent.</summary>
    public async Task<bool> StopIfSpentAsync(ScoringLease lease, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.ScoringRuns.AsNoTracking().SingleAsync(r => r.Id == lease.RunId, ct);
        if (!run.IsBudgetSpent) return false;
        await db.ScoringRuns.Where(r => r.Id == lease.RunId && r.State == ScoringRunState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ScoringRunState.Stopped), ct);
        return true;
    }

    private static async Task SaveAsync(CollabDbContext db, ScoringLease lease, ModelUse use, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await ScoringQueue.Held(db, lease).AnyAsync(ct)) throw new LeaseLostException();
        await db.SaveChangesAsync(ct);
        await BookAsync(db, lease, use, ct);
        await transaction.CommitAsync(ct);
    }

    internal static async Task BookAsync(CollabDbContext db, ScoringLease lease, ModelUse use, CancellationToken ct)
    {
        var (calls, tokens, money) = use.Take();
        if (calls == 0) return;
        // Added by the database: several workers book on one run at the same moment.
        await db.ScoringRuns.Where(r => r.Id == lease.RunId).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.UsedCalls, r => r.UsedCalls + calls).SetProperty(r => r.UsedTokens, r => r.UsedTokens + tokens).SetProperty(r => r.UsedMoney, r => r.UsedMoney + money), ct);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CollabLLM.Data.Scoring;

/// <summary>
/// The durable queue. Any number of workers on any number of machines share it: one statement finds the next job and takes it, so that two
/// never get the same (PostgreSQL skips rows that another is taking; SQLite has one writer). A worker that dies loses its lease in time.
/// </summary>
public sealed class ScoringQueue(IDbContextFactory<CollabDbContext> databases, TimeProvider clock, IOptions<ScoringOptions> options)
{
    private const string Take = """
        UPDATE "ScoringJobs" SET "State" = 'Running', "LeasedBy" = {0}, "LeasedUntil" = {1}, "Attempts" = "Attempts" + 1
        WHERE "Id" = (
            SELECT j."Id" FROM "ScoringJobs" AS j INNER JOIN "ScoringRuns" AS r ON r."Id" = j."RunId"
            WHERE r."State" = 'Running' AND ((j."State" = 'Pending' AND j."NotBefore" <= {2}) OR (j."State" = 'Running' AND j."LeasedUntil" < {2}))
            ORDER BY j."CreatedAt", j."Id" LIMIT 1 @LOCK@)
        RETURNING "Id" AS "Value"
        """;

    /// <returns>Null when nothing is to be done now.</returns>
    public async Task<ScoringLease?> LeaseAsync(string worker, CancellationToken ct)
    {
        while (await TakeAsync(worker, ct) is { } lease)
        {
            if (lease.Attempt <= options.Value.MaximumAttempts) return lease;
            await FailAsync(lease, $"Its worker died in the middle {lease.Attempt - 1} times. Look into the host's log, then try the job again.", ct);
        }
        return null;
    }

    /// <summary>A sign of life.</summary>
    /// <returns>Whether the lease still holds.</returns>
    public async Task<bool> ExtendAsync(ScoringLease lease, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var until = clock.GetUtcNow() + options.Value.Lease;
        return await Held(db, lease).ExecuteUpdateAsync(set => set.SetProperty(j => j.LeasedUntil, until), ct) == 1;
    }

    /// <summary>Gives the job back unharmed: the host is stopping, or the run's budget is spent. The attempt is not counted.</summary>
    public async Task ReleaseAsync(ScoringLease lease, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await Held(db, lease).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.State, ScoringJobState.Pending).SetProperty(j => j.LeasedBy, (string?)null).SetProperty(j => j.LeasedUntil, (DateTimeOffset?)null)
            .SetProperty(j => j.Attempts, lease.Attempt - 1), ct);
    }

    /// <summary>An attempt failed: the job waits, each time twice as long, or is set aside after the last attempt.</summary>
    public async Task FailAsync(ScoringLease lease, string reason, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var job = await Held(db, lease).SingleOrDefaultAsync(ct);
        if (job is null) return;
        var now = clock.GetUtcNow();
        if (IsLast(lease)) job.End(ScoringJobState.Failed, reason, now);
        else job.Retry(reason, now + (options.Value.FirstRetry * Math.Pow(2, lease.Attempt - 1)));
        await db.SaveChangesAsync(ct);
        await EndRunIfDoneAsync(db, lease.RunId, ct);
    }

    public bool IsLast(ScoringLease lease) => lease.Attempt >= options.Value.MaximumAttempts;

    /// <summary>The job's row while this attempt holds it.</summary>
    internal static IQueryable<ScoringJob> Held(CollabDbContext db, ScoringLease lease) => db.ScoringJobs.Where(
        j => j.Id == lease.JobId && j.State == ScoringJobState.Running && j.LeasedBy == lease.Worker && j.Attempts == lease.Attempt);

    internal static async Task EndRunIfDoneAsync(CollabDbContext db, Guid runId, CancellationToken ct) =>
        await db.ScoringRuns
            .Where(r => r.Id == runId && r.State == ScoringRunState.Running)
            .Where(r => !db.ScoringJobs.Any(j => j.RunId == r.Id && (j.State == ScoringJobState.Pending || j.State == ScoringJobState.Running)))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ScoringRunState.Done), ct);

    private async Task<ScoringLease?> TakeAsync(string worker, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var sql = Take.Replace("@LOCK@", db.Database.IsSqlite() ? "" : "FOR UPDATE OF j SKIP LOCKED", StringComparison.Ordinal);
        var taken = await db.Database.SqlQueryRaw<Guid>(sql, worker, Moment(db, now + options.Value.Lease), Moment(db, now)).ToListAsync(ct);
        if (taken.Count == 0) return null;
        var job = await db.ScoringJobs.AsNoTracking().SingleAsync(j => j.Id == taken[0], ct);
        return new ScoringLease(job.Id, job.RunId, job.SessionId, job.Turn, worker, job.Attempts);
    }

    // A raw statement passes by the model's conversions: SQLite stores moments as ticks.
    private static object Moment(CollabDbContext db, DateTimeOffset moment) => db.Database.IsSqlite() ? moment.UtcTicks : moment.ToUniversalTime();
}

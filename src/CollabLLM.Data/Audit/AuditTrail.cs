using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Audit;

/// <summary>
/// The append-only, hash-chained record of who did what. An entry is added to the caller's unit of work, so that deed and entry are
/// committed together or not at all. Whoever changes, removes or inserts an entry later breaks the chain; the last hash stands in every
/// export, so that a trail cut at its end is found as well.
/// </summary>
public sealed class AuditTrail(TimeProvider clock)
{
    private const long AdvisoryLock = 0x436F6C6C6162;
    private const long TicksPerMicrosecond = 10;

    /// <summary>Call it inside a transaction where others may append at the same time.</summary>
    /// <param name="what">A verb, such as <c>study.opened</c>.</param>
    /// <param name="subject">Kind and id, such as <c>study/0190..</c>.</param>
    public async Task<AuditEntry> AppendAsync(
        CollabDbContext db, string who, string what, string subject, string? before, string? after, string? why, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null && !db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLock})", ct);
        var pending = db.ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).MaxBy(e => e.Sequence);
        var last = pending ?? await db.Audit.AsNoTracking().OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(ct);
        var (sequence, previous) = ((last?.Sequence ?? 0) + 1, last?.Hash ?? AuditHash.Beginning);
        var now = clock.GetUtcNow().ToUniversalTime();
        // PostgreSQL keeps microseconds, and the hash must hold after a round trip.
        var at = now.AddTicks(-(now.Ticks % TicksPerMicrosecond));
        var hash = AuditHash.Of(previous, sequence, at, who, what, subject, before, after, why);
        var entry = new AuditEntry(sequence, at, who, what, subject, before, after, why, previous, hash);
        db.Audit.Add(entry);
        return entry;
    }

    /// <summary>Saves what the context holds and the entry that tells of it, in one transaction.</summary>
    public async Task SaveAsync(CollabDbContext db, string who, string what, string subject, string? before, string? after, string? why, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await AppendAsync(db, who, what, subject, before, after, why, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <param name="known">Number and hash of an entry from an export's manifest; null: the chain alone is checked.</param>
    public static async Task<AuditVerdict> VerifyAsync(CollabDbContext db, CancellationToken ct, (long Sequence, string Hash)? known = null)
    {
        var (count, previous) = (0L, AuditHash.Beginning);
        await foreach (var entry in db.Audit.AsNoTracking().OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (entry.Sequence != ++count) return new AuditVerdict.Broken(count, $"Entry {count} is missing.");
            if (entry.PreviousHash != previous) return new AuditVerdict.Broken(count, $"Entry {count} does not follow the entry before it.");
            if (entry.Hash != AuditHash.Of(entry, previous)) return new AuditVerdict.Broken(count, $"Entry {count} was changed.");
            if (known is { } anchor && anchor.Sequence == count && anchor.Hash != entry.Hash) return new AuditVerdict.Broken(count, $"Entry {count} is not the one that an earlier export saw.");
            previous = entry.Hash;
        }
        return known is { } end && end.Sequence > count
            ? new AuditVerdict.Broken(count + 1, $"The trail ends at entry {count}; an earlier export saw entry {end.Sequence}.")
            : new AuditVerdict.Intact(count, previous);
    }
}

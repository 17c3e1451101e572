using CollabLLM.Data;
using CollabLLM.Data.Audit;
using CollabLLM.IntegrationTests.Exports;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Audit;

/// <summary>Battery S11. 1,000 tamperings at full size.</summary>
public sealed class AuditTrailTests : IDisposable
{
    private const int Entries = 40;
    private static readonly string[] Fields = ["Who", "What", "Subject", "Before", "After", "Why", "At", "Hash", "PreviousHash"];
    private readonly ExportDatabase database = new();

    [Fact]
    public async Task Each_tampering_is_found()
    {
        var random = new Random(77);
        await WriteAsync();
        await using var db = database.CreateDbContext();
        var last = await db.Audit.AsNoTracking().OrderBy(e => e.Sequence).LastAsync();
        var tamperings = Battery.Size(1000);

        for (var i = 0; i < tamperings; i++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var done = await TamperAsync(db, random);

            Assert.True(await AuditTrail.VerifyAsync(db, default, (last.Sequence, last.Hash)) is AuditVerdict.Broken, $"Not found: {done} (tampering {i}, seed 77).");
            await transaction.RollbackAsync();
        }
        Assert.Equal(new AuditVerdict.Intact(Entries, last.Hash), await AuditTrail.VerifyAsync(db, default, (last.Sequence, last.Hash)));
    }

    [Fact]
    public async Task Entry_and_deed_are_committed_together_or_not_at_all()
    {
        await using var db = database.CreateDbContext();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await new AuditTrail(TimeProvider.System).AppendAsync(db, "ada", "study.opened", "study/1", "Draft", "Open", null, default);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        Assert.Equal(new AuditVerdict.Intact(0, new string('0', 64)), await AuditTrail.VerifyAsync(db, default));
    }

    private async Task WriteAsync()
    {
        await using var db = database.CreateDbContext();
        var trail = new AuditTrail(TimeProvider.System);
        for (var i = 0; i < Entries; i++)
        {
            await trail.AppendAsync(db, $"account-{i % 3}", "session.excluded", $"study/{i}", i % 2 == 0 ? null : "in", "out", i % 5 == 0 ? "" : "asked by mail", default);
            if (i % 4 == 3) await db.SaveChangesAsync();
        }
        await db.SaveChangesAsync();
    }

    private static async Task<string> TamperAsync(CollabDbContext db, Random random)
    {
        var sequence = 1 + random.Next(Entries);
        switch (random.Next(4))
        {
            case 0:
                await db.Audit.Where(e => e.Sequence >= sequence).ExecuteDeleteAsync();
                return $"cut from {sequence}";
            case 1:
                await db.Audit.Where(e => e.Sequence == sequence).ExecuteDeleteAsync();
                return $"deleted {sequence}";
            case 2:
                var entry = await db.Audit.AsNoTracking().SingleAsync(e => e.Sequence == sequence);
                db.Audit.Add(new AuditEntry(Entries + 1, entry.At, entry.Who, entry.What, entry.Subject, entry.Before, entry.After, entry.Why, entry.PreviousHash, entry.Hash));
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
                return $"copied {sequence} to the end";
            default:
                var field = Fields[random.Next(Fields.Length)];
                var value = field == "At" ? "1" : "'tampered'";
                var sql = $"UPDATE \"Audit\" SET \"{field}\" = {value} WHERE \"Sequence\" = {sequence}";
                await db.Database.ExecuteSqlRawAsync(sql);
                return $"changed {field} of {sequence}";
        }
    }

    public void Dispose() => database.Dispose();
}

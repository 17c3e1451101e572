using CollabLLM.Core.Documents;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Documents;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Sessions;

/// <summary>
/// Battery R2: a power cut. The write-ahead log is synced before an acknowledgement (that is held by a test of the connection), so a cut leaves the
/// log of the last acknowledgement and any torn part of what came after it; in a checkpoint it leaves some pages of the database old and some new.
/// 500 cuts with FULL_BATTERIES=1.
/// </summary>
public sealed class PowerCutTests : IDisposable
{
    private const int PageSize = 4096;
    private const int Sector = 512;
    private readonly TestDatabase database = TestDatabase.Sqlite();
    private readonly SqliteConnection keepsLog;
    private readonly Random random = new(2);

    public PowerCutTests()
    {
        // SQLite deletes the log when the last connection closes, and a pool may close its idle connections between two commits.
        keepsLog = new SqliteConnection($"Data Source={database.File};Pooling=False");
        keepsLog.Open();
        using (var db = database.CreateDbContext()) db.Database.OpenConnection();
        Assert.NotNull(Scalar(keepsLog, "SELECT COUNT(*) FROM Turns"));
    }

    public void Dispose()
    {
        keepsLog.Dispose();
        database.Dispose();
    }

    [Fact]
    public async Task However_the_power_goes_nothing_acknowledged_is_lost_and_nothing_is_half_there()
    {
        var cuts = Battery.Size(500);
        await using var host = new SessionHost(database);
        await host.OpenStudyAsync(SampleStudy.Definition() with { Turns = new TurnRules(1, 10_000, 0) });
        var (_, id) = await host.CoWriteAsync();
        var (turns, revisions) = (0, 0);
        var torn = 0;

        for (var cut = 0; cut < cuts; cut++)
        {
            var before = Files();
            if (random.Next(2) == 0)
            {
                await host.ExchangeAsync(id, $"message {turns + 1} of this session");
                torn += Check(before, Files(), turns, turns + 1, revisions, revisions);
                turns++;
            }
            else
            {
                Assert.IsType<SaveResult.Saved>(await host.Get<SaveRevision>().RunAsync(id, SessionHost.Tab, revisions, RevisionCause.Autosave, $$"""{"ops":[{"insert":"text {{revisions + 1}}\n"}]}""", default));
                torn += Check(before, Files(), turns, turns, revisions, revisions + 1);
                revisions++;
            }
            if (random.Next(8) == 0) CheckCheckpoint(turns, revisions);
        }

        Assert.True(torn > cuts / 3, $"Only {torn} of {cuts} cuts fell into a write.");
    }

    [Fact]
    public void A_commit_is_synced_before_it_is_acknowledged()
    {
        using var db = database.CreateDbContext();
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT (SELECT synchronous FROM pragma_synchronous) || ' ' || (SELECT journal_mode FROM pragma_journal_mode)";

        Assert.Equal("2 wal", command.ExecuteScalar());
    }

    private (byte[] Database, byte[] Log) Files() => (Read(database.File!), Read(database.File! + "-wal"));

    /// <summary>The log as it was at the last acknowledgement, with a torn part of the next write in it: sectors old, new or never written.</summary>
    /// <returns>1 when the cut fell into that write, else 0.</returns>
    private int Check((byte[] Database, byte[] Log) before, (byte[] Database, byte[] Log) after, int turnsBefore, int turnsAfter, int revisionsBefore, int revisionsAfter)
    {
        // A checkpoint syncs the whole log first, so a torn log beside a newer database cannot be.
        if (!before.Database.AsSpan().SequenceEqual(after.Database)) return 0;
        var log = new byte[after.Log.Length];
        before.Log.AsSpan(0, Math.Min(before.Log.Length, log.Length)).CopyTo(log);
        var end = random.Next(after.Log.Length + 1);
        for (var sector = 0; sector < log.Length; sector += Sector)
        {
            var length = Math.Min(Sector, log.Length - sector);
            var isNew = sector < end ? random.Next(8) > 0 : random.Next(8) == 0;
            if (isNew || IsSame(before.Log, after.Log, sector, length)) after.Log.AsSpan(sector, length).CopyTo(log.AsSpan(sector));
        }
        var found = Count(after.Database, log);
        Assert.InRange(found.Turns, turnsBefore, turnsAfter);
        Assert.InRange(found.Revisions, revisionsBefore, revisionsAfter);
        return log.AsSpan().SequenceEqual(after.Log) ? 0 : 1;
    }

    private static bool IsSame(byte[] before, byte[] after, int at, int length) =>
        at + length <= before.Length && before.AsSpan(at, length).SequenceEqual(after.AsSpan(at, length));

    /// <summary>A cut in the middle of moving the log into the database: each page old, new or torn, the log still whole.</summary>
    private void CheckCheckpoint(int turns, int revisions)
    {
        var before = Files();
        using (var connection = new SqliteConnection($"Data Source={database.File};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            command.ExecuteNonQuery();
        }
        var mixed = Read(database.File!);
        for (var page = 0; page + PageSize <= Math.Min(before.Database.Length, mixed.Length); page += PageSize)
        {
            if (random.Next(2) == 0) continue;
            var kept = random.Next(3) == 0 ? 512 * random.Next(1, 8) : PageSize;
            before.Database.AsSpan(page, kept).CopyTo(mixed.AsSpan(page));
        }
        Assert.Equal((turns, revisions), Count(mixed, before.Log));
    }

    private static (int Turns, int Revisions) Count(byte[] file, byte[] log)
    {
        var folder = Directory.CreateTempSubdirectory("collab-cut-");
        try
        {
            var path = Path.Combine(folder.FullName, "test.db");
            File.WriteAllBytes(path, file);
            File.WriteAllBytes(path + "-wal", log);
            using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            connection.Open();
            Assert.Equal("ok", Scalar(connection, "PRAGMA integrity_check"));
            Assert.Equal(0L, Scalar(connection, "SELECT COUNT(*) FROM pragma_foreign_key_check"));
            return ((int)(long)Scalar(connection, "SELECT COUNT(*) FROM Turns")!, (int)(long)Scalar(connection, "SELECT COUNT(*) FROM Revisions")!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

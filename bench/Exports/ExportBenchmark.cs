using System.Diagnostics;
using System.Globalization;
using CollabLLM.Core.Exports;
using CollabLLM.Data;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Exports;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Bench.Exports;

/// <summary>
/// The table of turns of a study with so many turns as CSV, beside a plain reader of the same rows that writes the same bytes' worth of text.
/// Goals: at least 0.7 of the plain reader's speed; memory grows by 32 MB at most.
/// </summary>
internal static class ExportBenchmark
{
    private const int TurnsPerSession = 10;

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var turns = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("collabllm-bench-export").FullName;
        try
        {
            var options = new DatabaseOptions { ConnectionString = $"Data Source={Path.Combine(folder, "study.db")}" };
            var databases = new Databases(options);
            await using (var db = databases.CreateDbContext()) await db.Database.MigrateAsync();
            await ManyTurns.WriteAsync(databases, Path.Combine(folder, "study.db"), turns / TurnsPerSession, TurnsPerSession);
            await ExportAsync(databases, Stream.Null, small: true);
            for (var round = 1; round <= 3; round++)
            {
                var plain = await PlainAsync(Path.Combine(folder, "study.db"));
                var (seconds, growth, rows) = await MeasuredAsync(databases);
                await output.WriteLineAsync(FormattableString.Invariant(
                    $"round {round}: export {rows / seconds:0} turns/s ({seconds:0.0} s), plain reader {rows / plain:0} turns/s ({plain:0.0} s), ratio {plain / seconds:0.00}; memory grew by {growth / 1048576.0:0.0} MB at most; {rows} turns"));
            }
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Seconds, long Growth, long Rows)> MeasuredAsync(Databases databases)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var (before, most) = (Process.GetCurrentProcess().WorkingSet64, 0L);
        using var done = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (!done.IsCancellationRequested)
            {
                most = Math.Max(most, Process.GetCurrentProcess().WorkingSet64);
                await timer.WaitForNextTickAsync();
            }
        });
        var watch = Stopwatch.StartNew();
        var rows = await ExportAsync(databases, Stream.Null, small: false);
        var seconds = watch.Elapsed.TotalSeconds;
        await done.CancelAsync();
        await watching;
        return (seconds, Math.Max(0, most - before), rows);
    }

    private static async Task<long> ExportAsync(Databases databases, Stream target, bool small)
    {
        await using var snapshot = (await StudySnapshot.OpenAsync(databases, ManyTurns.Slug, showsIdentifiers: false, default))!;
        // The first run warms code up; a small table is enough for that.
        return await StudyTables.For(snapshot.Scope).WriteAsync(snapshot, small ? "participants" : "turns", ExportFormats.Named("csv"), target, default);
    }

    /// <summary>What ADO.NET alone needs: every column of every turn read as its type and written as text, in order.</summary>
    private static async Task<double> PlainAsync(string file)
    {
        var watch = Stopwatch.StartNew();
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT t.*, s.Arm, s.ParticipantId FROM Sessions s JOIN Turns t ON t.SessionId = s.Id ORDER BY s.StartedAt, s.Id, t.Number";
        await using var reader = await command.ExecuteReaderAsync();
        await using var writer = new StreamWriter(Stream.Null);
        while (await reader.ReadAsync())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (!reader.IsDBNull(i)) writer.Write(reader.GetFieldType(i) == typeof(long) ? reader.GetInt64(i).ToString(CultureInfo.InvariantCulture) : reader.GetString(i));
                writer.Write(',');
            }
            writer.Write("\r\n");
        }
        return watch.Elapsed.TotalSeconds;
    }

    private sealed class Databases(DatabaseOptions options) : IDbContextFactory<CollabDbContext>
    {
        public CollabDbContext CreateDbContext()
        {
            var builder = new DbContextOptionsBuilder<CollabDbContext>();
            builder.UseCollabDatabase(options);
            return new(builder.Options);
        }
    }
}

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
/// Goals: at least 0.7 of the plain reader's speed; memory grows by 32 MB at most. Speed is CPU time of the process, in turns after a first
/// round of both that is not counted, so that other work on the machine and a cold file count for neither. Memory is the working set, looked
/// at in exports of their own: the first one in the process, code and all, and later ones.
/// </summary>
internal static class ExportBenchmark
{
    private const int TurnsPerSession = 10;
    private const double Megabyte = 1024 * 1024;

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var turns = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("collabllm-bench-export").FullName;
        try
        {
            var file = Path.Combine(folder, "study.db");
            var databases = new Databases(new DatabaseOptions { ConnectionString = $"Data Source={file}" });
            await using (var db = databases.CreateDbContext()) await db.Database.MigrateAsync();
            await ManyTurns.WriteAsync(databases, file, turns / TurnsPerSession, TurnsPerSession);
            await MemoryAsync(databases, rounds, output);
            await SpeedAsync(databases, file, rounds, output);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MemoryAsync(Databases databases, int rounds, TextWriter output)
    {
        // A small table first: the code of the database and of the export is not what grows with the turns.
        await ExportAsync(databases, "participants");
        List<double> growths = [];
        for (var round = 0; round < rounds; round++) growths.Add(await GrowthAsync(() => ExportAsync(databases, "turns")) / Megabyte);
        growths.Sort();
        await output.WriteLineAsync(FormattableString.Invariant($"memory grew by {growths[0]:0.0} to {growths[^1]:0.0} MB, median {growths[rounds / 2]:0.0}, in {rounds} exports"));
    }

    private static async Task SpeedAsync(Databases databases, string file, int rounds, TextWriter output)
    {
        List<double> exports = [], readers = [];
        for (var round = 0; round <= rounds; round++)
        {
            var (plain, rows) = await CpuSecondsAsync(() => PlainAsync(file));
            var (export, exported) = await CpuSecondsAsync(() => ExportAsync(databases, "turns"));
            if (rows != exported) throw new InvalidOperationException($"The export wrote {exported} turns, the plain reader {rows}.");
            if (round == 0) continue;
            await output.WriteLineAsync(FormattableString.Invariant($"round {round}: export {export:0.00} CPU-s, plain reader {plain:0.00} CPU-s, {rows} turns, speed ratio {plain / export:0.00}"));
            exports.Add(export);
            readers.Add(plain);
        }
        exports.Sort();
        readers.Sort();
        await output.WriteLineAsync(FormattableString.Invariant($"speed ratio of the fastest rounds {readers[0] / exports[0]:0.00}, of the medians {readers[rounds / 2] / exports[rounds / 2]:0.00}"));
    }

    private static async Task<(double Seconds, long Rows)> CpuSecondsAsync(Func<Task<long>> work)
    {
        Settle();
        var before = Environment.CpuUsage.TotalTime;
        var rows = await work();
        return ((Environment.CpuUsage.TotalTime - before).TotalSeconds, rows);
    }

    private static async Task<long> GrowthAsync(Func<Task<long>> work)
    {
        Settle();
        var (before, most) = (Environment.WorkingSet, 0L);
        using var done = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (!done.IsCancellationRequested)
            {
                most = Math.Max(most, Environment.WorkingSet);
                await timer.WaitForNextTickAsync();
            }
        });
        await work();
        await done.CancelAsync();
        await watching;
        return Math.Max(0, most - before);
    }

    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static async Task<long> ExportAsync(Databases databases, string table)
    {
        await using var snapshot = (await StudySnapshot.OpenAsync(databases, ManyTurns.Slug, showsIdentifiers: false, default))!;
        return await StudyTables.For(snapshot.Scope).WriteAsync(snapshot, table, ExportFormats.Named("csv"), Stream.Null, default);
    }

    /// <summary>What ADO.NET alone needs: every column of every turn read as its type and written as text, in order.</summary>
    private static async Task<long> PlainAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT t.*, s.Arm, s.ParticipantId FROM Sessions s JOIN Turns t ON t.SessionId = s.Id ORDER BY s.StartedAt, s.Id, t.Number";
        await using var reader = await command.ExecuteReaderAsync();
        await using var writer = new StreamWriter(Stream.Null);
        var (rows, isWhole) = (0L, new bool?[reader.FieldCount]);
        while (await reader.ReadAsync())
        {
            for (var i = 0; i < isWhole.Length; i++)
            {
                if (!reader.IsDBNull(i))
                {
                    // Asked once a column: it costs as much as reading the value.
                    if (isWhole[i] ??= reader.GetFieldType(i) == typeof(long)) writer.Write(reader.GetInt64(i));
                    else writer.Write(reader.GetString(i));
                }
                writer.Write(',');
            }
            writer.Write("\r\n");
            rows++;
        }
        return rows;
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

using System.Globalization;
using CollabLLM.Data;
using CollabLLM.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Bench.Exports;

/// <summary>Fills a migrated SQLite file with a study of many sessions: one made by the product's own types, the others its copies under identifiers of their own.</summary>
internal static class ManyTurns
{
    public const string Slug = "writing";
    private const string Reply = "A bicycle is the cheapest way to work, and the quickest in a town of this size. Start with one day a week, choose a calm road, and put what you need into a bag the evening before. You will arrive awake.";

    public static async Task WriteAsync(IDbContextFactory<CollabDbContext> databases, string file, int sessions, int turnsPerSession)
    {
        await using (var db = await databases.CreateDbContextAsync())
        {
            var study = new SampleStudy(db);
            study.Begin();
            study.Add(turns: turnsPerSession);
            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlAsync($"UPDATE Turns SET Reply = {Reply}");
        }
        await using var connection = new SqliteConnection($"Data Source={file};Foreign Keys=False");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await CopyAsync(connection, "Participants", sessions, new() { ["Id"] = Key("1"), ["Token"] = "'C' || n" });
        await CopyAsync(connection, "Sessions", sessions, new() { ["Id"] = Key("2"), ["ParticipantId"] = Key("1") });
        await CopyAsync(connection, "Turns", sessions, new() { ["Id"] = Key("2 + Number"), ["SessionId"] = Key("2"), ["RequestKey"] = "n || '-' || Number" });
        await transaction.CommitAsync();
    }

    private static string Key(string kind) => $"printf('%08X-0000-7000-8000-%012X', {kind}, n)";

    private static async Task CopyAsync(SqliteConnection connection, string table, int sessions, Dictionary<string, string> own)
    {
        var columns = new List<string>();
        await using (var names = connection.CreateCommand())
        {
            names.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
            await using var reader = await names.ExecuteReaderAsync();
            while (await reader.ReadAsync()) columns.Add(reader.GetString(0));
        }
        await using var copy = connection.CreateCommand();
        copy.CommandTimeout = 0;
        copy.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE many(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM many WHERE n < {sessions})
            INSERT INTO {table} ({string.Join(", ", columns)})
            SELECT {string.Join(", ", columns.Select(c => own.GetValueOrDefault(c, c)))} FROM many CROSS JOIN (SELECT * FROM {table})
            """);
        await copy.ExecuteNonQueryAsync();
    }
}

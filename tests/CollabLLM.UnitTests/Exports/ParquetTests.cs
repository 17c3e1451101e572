using System.Diagnostics;
using System.Text.Json;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Parquet;

namespace CollabLLM.UnitTests.Exports;

/// <summary>DuckDB and hyparquet read what our writer writes. <c>npm ci</c> in tests/oracles/parquet installs them.</summary>
public sealed class ParquetTests
{
    private sealed record Row(string? Text, long? Whole, double? Number, bool? Yes, DateTimeOffset? At);

    private static readonly ExportTable<Row> Table = new("t", "Rows of every type")
    {
        { "text", "A text", "text", "none", row => row.Text },
        { "whole", "A whole number", "none", "none", row => row.Whole },
        { "number", "A number", "none", "none", row => row.Number },
        { "yes", "Whether", "none", "none", row => row.Yes },
        { "at", "A moment", "UTC", "none", row => row.At },
    };

    [Theory]
    [InlineData("duckdb", true, 1_000)]
    [InlineData("duckdb", false, 1_000)]
    [InlineData("duckdb", true, 120_000)]
    [InlineData("hyparquet", true, 1_000)]
    [InlineData("hyparquet", false, 1_000)]
    [InlineData("duckdb", true, 0)]
    public async Task Others_read_every_value_and_every_missing_one(string reader, bool compress, int count)
    {
        var random = new Random(20260301);
        var rows = Enumerable.Range(0, count).Select(i => One(random, i)).ToArray();
        var file = Path.GetTempFileName();
        await using (var output = File.Create(file)) Assert.Equal(count, await Table.WriteAsync(rows.ToAsyncEnumerable(), new ParquetExporter(compress), output, default));

        var read = JsonDocument.Parse(await ReadAsync(reader, file)).RootElement.EnumerateArray().ToArray();
        File.Delete(file);

        Assert.Equal(count, read.Length);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(rows[i].Text, read[i].GetProperty("text").GetString());
            Assert.Equal(rows[i].Whole?.ToString(System.Globalization.CultureInfo.InvariantCulture), read[i].GetProperty("whole").GetString());
            Assert.Equal(rows[i].Number, read[i].GetProperty("number") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null);
            Assert.Equal(rows[i].Yes, read[i].GetProperty("yes").ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null });
            Assert.Equal(rows[i].At?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture), read[i].GetProperty("at").GetString());
        }
    }

    private static Row One(Random random, int i) => new(
        random.Next(5) == 0 ? null : random.Next(7) == 0 ? "" : $"text {i} – né, 東京 \"quoted\"\n{new string('x', random.Next(60))}",
        random.Next(5) == 0 ? null : random.NextInt64(long.MinValue, long.MaxValue),
        random.Next(5) == 0 ? null : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300)),
        random.Next(5) == 0 ? null : random.Next(2) == 0,
        random.Next(5) == 0 ? null : DateTimeOffset.UnixEpoch.AddMilliseconds(random.NextInt64(4_000_000_000_000)));

    private static async Task<string> ReadAsync(string reader, string file)
    {
        var folder = Path.Combine(Root(), "tests", "oracles", "parquet");
        using var process = Process.Start(new ProcessStartInfo("node", ["read.mjs", reader, file]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CollabLLM.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}

using System.Diagnostics;
using System.IO.Compression;
using CollabLLM.Data.Exports;
using CollabLLM.IntegrationTests.Scoring;
using CollabLLM.TestKit;

namespace CollabLLM.IntegrationTests.Exports;

/// <summary>Others read what is exported: pandas and R by the archive's own scripts.</summary>
public sealed class OracleTests : IDisposable
{
    private readonly ExportDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("collab-oracle").FullName;

    [OracleFact("python3-pandas", "/usr/lib/python3/dist-packages/pandas")]
    public Task The_archives_own_script_reads_every_table_in_pandas_and_prints_the_main_one() => ReadAsync("/usr/bin/python3", "read.py");

    [OracleFact("r-base-core", "/usr/bin/Rscript")]
    public Task The_archives_own_script_reads_every_table_in_R_and_prints_the_main_one() => ReadAsync("/usr/bin/Rscript", "read.R");

    private async Task ReadAsync(string program, string script)
    {
        await UnpackAsync();

        var printed = await RunAsync(program, Path.Combine(folder, script), folder);

        Assert.Contains("sessions: 5 rows", printed, StringComparison.Ordinal);
        Assert.Contains("turns: 20 rows", printed, StringComparison.Ordinal);
        // Arm K has the first, third and fifth session with qualities 1, 3 and 5 and 94 s of active time each.
        var line = printed.Split('\n').Single(l => l.StartsWith("K ", StringComparison.Ordinal));
        Assert.Matches(@"K\s+(n=)?3\s+(document_quality=)?3\.000000\s+(overall_interaction=)?9\.000000\s+(active_minutes=)?1\.566667", line);
    }

    private async Task UnpackAsync()
    {
        await database.StudyAsync(study => { for (var i = 0; i < 5; i++) study.Add(turns: 4, message: "=1+1, \"please\"\nagain"); });
        var host = new ScoringHost(database, new WritingModel());
        await host.QueueAsync();
        await host.DrainAsync();
        await using var snapshot = (await StudySnapshot.OpenAsync(database, "writing", false, default))!;
        var archive = new MemoryStream();
        await StudyArchive.WriteAsync(snapshot, archive, default);
        using var zip = new ZipArchive(archive);
        zip.ExtractToDirectory(folder);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

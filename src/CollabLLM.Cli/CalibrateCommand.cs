using System.Text.Json;
using CollabLLM.Core.Calibration;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Calibration;
using CollabLLM.Data.Exports.Import;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.Cli;

/// <summary><c>collabllm calibrate</c>: whether scores predict people, of a study in the database or in a study's export.</summary>
internal static class CalibrateCommand
{
    public static readonly Usage Usage = new(
        "Whether scores predict people: scores against human ratings, simulators beside participants",
        ["--study SLUG", "--zip STUDY.zip"],
        [
            new("study", "SLUG", "a study in the database"),
            new("zip", "STUDY.zip", "a study's export instead"),
            new("resamples", "1000", "bootstrap resamples of participants"),
            new("seed", "1", "seed of the resampling"),
            new("with-bots", null, "scripted participants count too"),
            new("json", null, "JSON instead of Markdown"),
            .. DatabaseHost.Options,
        ]);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        if (arguments.Has("zip") == arguments.Has("study")) throw new ArgumentException("Name a study in the database with --study, or a study's export with --zip.");
        try
        {
            var report = arguments.Optional("zip") is { } file ? await OfExportAsync(file, arguments, ct) : await OfDatabaseAsync(arguments.Required("study"), arguments, ct);
            await output.WriteLineAsync(arguments.Has("json") ? JsonSerializer.Serialize(report, ComparisonJson.Options) : CalibrationMarkdown.Write(report));
            return 0;
        }
        catch (Exception fault) when (fault is StudyRuleException or ImportException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static async Task<CalibrationReport> OfDatabaseAsync(string slug, Arguments arguments, CancellationToken ct)
    {
        await using var host = await DatabaseHost.OpenAsync(arguments, ct);
        return await CalibrateAsync(host, slug, arguments, ct);
    }

    // An export is read by the import, so there is one reader of exports and one calibration.
    private static async Task<CalibrationReport> OfExportAsync(string file, Arguments arguments, CancellationToken ct)
    {
        await using var archive = File.OpenRead(file);
        var folder = Directory.CreateTempSubdirectory("collabllm-calibrate");
        try
        {
            await using var host = await DatabaseHost.OpenFileAsync(Path.Combine(folder.FullName, "export.db"), ct);
            return await CalibrateAsync(host, await host.GetRequiredService<ImportStudy>().RunAsync(archive, ct), arguments, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<CalibrationReport> CalibrateAsync(ServiceProvider host, string slug, Arguments arguments, CancellationToken ct)
    {
        var data = await host.GetRequiredService<ReadCalibration>().RunAsync(slug, arguments.Has("with-bots") ? true : null, ct) ?? throw new StudyRuleException($"There is no study '{slug}' in this database.");
        return Calibrator.Calibrate(data, (ulong)arguments.Number("seed", 1), arguments.Number("resamples", Calibrator.DefaultResamples));
    }
}

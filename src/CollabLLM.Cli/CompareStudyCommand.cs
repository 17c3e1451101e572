using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Data.Comparisons;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.Cli;

/// <summary><c>collabllm compare --study S --report out.html</c>: the whole comparison of a study as one file, as the page gives it.</summary>
internal static class CompareStudyCommand
{
    public static readonly Option[] Options =
    [
        new("study", "SLUG", "a study in the database instead of tables"),
        new("report", "FILE.html|.md", "where its whole comparison is written"),
        new("bots", null, "scripted participants count too"),
        .. DatabaseHost.Options,
    ];

    public static async Task<int> RunAsync(Arguments arguments, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var (slug, file) = (arguments.Required("study"), arguments.Required("report"));
        Func<StudyReport, string> write = Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".html" or ".htm" => ReportHtml.Write,
            ".md" => ReportMarkdown.Write,
            var other => throw new ArgumentException($"--report is a file that ends in '{other}'; it ends in .html or .md."),
        };
        await using var host = await DatabaseHost.OpenAsync(arguments, ct);
        if (await host.GetRequiredService<ReadOutcomes>().RunAsync(slug, arguments.Has("bots") ? true : null, ct) is not { } data)
        {
            await error.WriteLineAsync($"There is no study '{slug}' in this database.");
            return 1;
        }
        try
        {
            var report = StudyReport.Of(data, ReadOutcomes.CodeVersion);
            await OutputFile.WriteAsync(file, async stream =>
            {
                await using var writer = new StreamWriter(stream, leaveOpen: true);
                await writer.WriteAsync(write(report).AsMemory(), ct);
            });
            await output.WriteLineAsync($"{file}: {report.IntentionToTreat.Count(o => o.Comparison is not null)} of {report.IntentionToTreat.Count} outcomes compared, {data.Flow.Allocated} participants.");
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}

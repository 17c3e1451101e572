using CollabLLM.Data.Exports.Import;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.Cli;

/// <summary><c>collabllm import --file export.zip</c>: a study that was exported elsewhere, into this database.</summary>
internal static class ImportCommand
{
    public static readonly Usage Usage = new(
        "Loads a study that was exported elsewhere",
        ["--file EXPORT.zip"],
        [new("file", "EXPORT.zip", "the export"), .. DatabaseHost.Options]);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        var path = arguments.Required("file");
        await using var host = await DatabaseHost.OpenAsync(arguments, ct);
        try
        {
            await using var file = File.OpenRead(path);
            var slug = await host.GetRequiredService<ImportStudy>().RunAsync(file, ct);
            await output.WriteLineAsync($"Study '{slug}' is loaded.");
            return 0;
        }
        catch (Exception fault) when (fault is ImportException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{path}: {fault.Message} Nothing was loaded.");
            return 1;
        }
    }
}

using System.Text.Json;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Exports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.Cli;

/// <summary><c>collabllm pairs --study SLUG</c>: how many preference pairs a run gave, by part, and what is left out by default.</summary>
internal static class PairsCommand
{
    public static readonly Usage Usage = new(
        "Preference pairs of a run, counted by part, and what keeps others out",
        ["--study SLUG"],
        [new("study", "SLUG", "the study"), .. PairArguments.Options, new("json", null, "JSON instead of words"), .. DatabaseHost.Options]);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        var slug = arguments.Required("study");
        await using var host = await DatabaseHost.OpenAsync(arguments, ct);
        try
        {
            await using var snapshot = await StudySnapshot.OpenAsync(host.GetRequiredService<IDbContextFactory<CollabDbContext>>(), slug, false, ct)
                ?? throw new StudyRuleException($"There is no study '{slug}' in this database.");
            var selection = PairArguments.Selection(arguments, snapshot);
            var run = await PairsExport.RunAsync(snapshot, arguments.Optional("run"), selection, ct);
            var summary = await PairsExport.CountAsync(snapshot, run, PairArguments.Split(arguments, snapshot), selection, ct);
            await output.WriteLineAsync(arguments.Has("json") ? JsonSerializer.Serialize(summary, StudyJson.Options) : Words(summary, selection));
            return 0;
        }
        catch (StudyRuleException fault)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static string Words(PairsSummary summary, PairSelection selection) =>
        $"{(summary.OptionsHash.Length == 0 ? "Made by participants" : $"Run {summary.Preset} ({summary.OptionsHash[..8]})")}: {summary.Train + summary.Eval} pairs, {summary.Train} to train on and {summary.Eval} to evaluate on.\nFlags that keep a pair out: {selection.Filters.Words()}."
        + string.Concat(summary.LeftOut.Select(l => $"\nLeft out: {l.Value}, {l.Key}."));
}

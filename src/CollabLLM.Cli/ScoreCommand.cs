using System.Text.Json;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Scoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.Cli;

/// <summary><c>collabllm score</c>: Multiturn-aware Reward of a study's sessions in the database, or of conversations in a file. The same scorer and estimator as in the background.</summary>
internal static class ScoreCommand
{
    public static readonly Usage Usage = new(
        "Multiturn-aware Reward of a study's sessions, or of conversations in a file",
        ["--study SLUG", "--file CONVERSATIONS.jsonl --policy MODEL --simulator MODEL"],
        [
            new("study", "SLUG", "a study in the database"),
            new("file", "CONVERSATIONS.jsonl", "conversations instead: {\"id\":..,\"messages\":[..],\"goal\":..,\"reference\":..} a line"),
            .. ScoringArguments.Models,
            .. ScoringArguments.Options,
            new("arm", "CODE", "only this arm's sessions"),
            .. SessionArguments.Options,
            new("calls", "N", "stop after so many calls of models"),
            new("tokens", "N", "stop after so many tokens"),
            new("money", "N", "stop after so much money, by the price list"),
            new("queue-only", null, "leave the work to the running site"),
            .. ScoringArguments.OnFiles,
            new("json", null, "JSON instead of words"),
            .. DatabaseHost.Options,
        ]);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        try
        {
            return arguments.Has("file") ? await ScoreFile.RunAsync(arguments, output, ct) : await StudyAsync(arguments, output, error, ct);
        }
        catch (Exception fault) when (fault is StudyRuleException or FormatException or JsonException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    internal static async Task<RewardPreset?> PresetAsync(Arguments arguments, CancellationToken ct) => arguments.Optional("preset") switch
    {
        null => null,
        var file when File.Exists(file) => RewardPresets.Parse(await File.ReadAllTextAsync(file, ct)),
        var name => RewardPresets.Named(name),
    };

    private static async Task<int> StudyAsync(Arguments arguments, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var slug = arguments.Required("study");
        await using var host = await DatabaseHost.OpenAsync(arguments, ct);
        await using var db = await host.GetRequiredService<IDbContextFactory<CollabDbContext>>().CreateDbContextAsync(ct);
        var study = await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.Slug == slug, ct) ?? throw new StudyRuleException($"There is no study '{slug}' in this database.");
        var preset = await PresetAsync(arguments, ct);
        var plan = ScoringPlan.For(study.Definition(), preset, await ScoringArguments.SettingsAsync(arguments, study.Definition().Scoring, preset, ct));
        if (host.GetRequiredService<ScoringModels>().Fault(plan) is { } fault) throw new StudyRuleException(fault);
        var budget = arguments.Has("calls") || arguments.Has("tokens") || arguments.Has("money") ? new ScoringBudget(Limit(arguments, "calls"), Limit(arguments, "tokens"), Limit(arguments, "money")) : null;
        var only = await SessionArguments.SelectedAsync(arguments, db, study.Id, ct);
        if (await host.GetRequiredService<QueueScoring>().StudyAsync(slug, $"command line/{Environment.UserName}", ct, plan, budget, only, arguments.Optional("arm")) is not QueueResult.Queued queued)
            throw new StudyRuleException($"Study '{slug}' could not be queued.");
        if (!arguments.Has("json"))
            await output.WriteLineAsync($"{queued.Added} turns queued, {queued.Known} known already.{string.Concat(queued.Left.Select(l => $" Left out: {l.Value} sessions, {l.Key}."))}");
        if (!arguments.Has("queue-only")) await new ScoringDrain(host, queued.RunId, error).RunAsync(ct);

        var progress = await host.GetRequiredService<ReadProgress>().RunAsync(queued.RunId, ct);
        await output.WriteLineAsync(arguments.Has("json") ? JsonSerializer.Serialize(progress, StudyJson.Options) : Words(progress));
        foreach (var failure in progress.Failures) await error.WriteLineAsync($"{failure.Count} x {failure.What}: {failure.Reason}");
        return progress.Jobs[ScoringJobState.Failed] > 0 ? 1 : 0;
    }

    private static long? Limit(Arguments arguments, string name) => arguments.Has(name) ? arguments.Number(name, 0) : null;

    private static string Words(ScoringProgress progress) =>
        $"Run {progress.Preset} ({progress.OptionsHash[..8]}) is {progress.State.ToString().ToLowerInvariant()}: {progress.Jobs[ScoringJobState.Done]} of {progress.Total} turns scored, "
        + $"{progress.Jobs[ScoringJobState.Failed]} set aside, {progress.Pairs} pairs, {progress.UsedCalls} calls of models.";
}

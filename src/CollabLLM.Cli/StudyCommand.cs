using System.Diagnostics;
using CollabLLM.Cli.Bots;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Studies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.Cli;

/// <summary><c>collabllm study seed|create|bots</c>.</summary>
internal static class StudyCommand
{
    public static readonly Usage Usage = new(
        "The demonstration study, a study from a file, or scripted participants",
        ["seed", "create FILE.json [--slug NAME] [--draft]", "bots --study SLUG --count N"],
        [
            new("slug", "NAME", "the study's name in links; the file's name without it"),
            new("draft", null, "nobody can join before it is opened"),
            new("study", "SLUG", "the study that the bots join. They play whole sessions with the real policies; their marks come from an invented model: 6.5, plus 0, 0.2, 0.8 by arm in the study file's order, plus noise"),
            new("count", "10", "how many bots"),
            new("seed", "1", "seed of all that they do"),
            new("parallel", "4", "how many at once"),
            .. DatabaseHost.Options,
        ]);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        return arguments.Positional switch
        {
            ["seed"] => await SeedAsync(arguments, output, error, ct),
            ["create", var file] => await CreateAsync(arguments, file, output, error, ct),
            ["bots"] => await BotsAsync(arguments, output, error, ct),
            _ => throw new ArgumentException("Say what to do with a study: seed, create FILE or bots."),
        };
    }

    private static async Task<int> SeedAsync(Arguments arguments, TextWriter output, TextWriter error, CancellationToken ct)
    {
        await using var host = await DatabaseHost.OpenAsync(arguments, ct);
        return await ReportAsync(await host.GetRequiredService<SeedDemoStudy>().RunAsync(ct), SeedDemoStudy.Slug, alreadyThereIsFine: true, output, error);
    }

    private static async Task<int> CreateAsync(Arguments arguments, string file, TextWriter output, TextWriter error, CancellationToken ct)
    {
        string json;
        try
        {
            json = await File.ReadAllTextAsync(file, ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
        var slug = arguments.Optional("slug") ?? Path.GetFileNameWithoutExtension(file).ToLowerInvariant();
        var (definition, problems) = StudyDefinitionValidator.Read(json);
        if (definition is null) return await ReportAsync(new CreateResult.Invalid(problems), slug, false, output, error);
        await using var host = await DatabaseHost.OpenAsync(arguments, ct);
        return await ReportAsync(await host.GetRequiredService<CreateStudy>().RunAsync(slug, definition, arguments.Has("draft") ? StudyState.Draft : StudyState.Open, ct), slug, false, output, error);
    }

    private static async Task<int> ReportAsync(CreateResult result, string slug, bool alreadyThereIsFine, TextWriter output, TextWriter error)
    {
        switch (result)
        {
            case CreateResult.Invalid(var problems):
                foreach (var problem in problems) await error.WriteLineAsync(problem);
                await error.WriteLineAsync("Nothing was created.");
                return 1;
            case CreateResult.SlugTaken when !alreadyThereIsFine:
                await error.WriteLineAsync($"There is a study '{slug}' already. Choose another name with --slug.");
                return 1;
            default:
                await output.WriteLineAsync($"{(result is CreateResult.Created ? "Created" : "Already there")}: study '{slug}'. Participants join at /join/{slug}");
                return 0;
        }
    }

    private static async Task<int> BotsAsync(Arguments arguments, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var (slug, count, seed, parallel) = (arguments.Required("study"), arguments.Number("count", 10), arguments.Number("seed", 1), arguments.Number("parallel", 4));
        if (count < 1 || parallel is < 1 or > 256) throw new ArgumentException("--count must be at least 1 and --parallel between 1 and 256.");
        await using var host = await DatabaseHost.OpenAsync(arguments, ct, new BotClock());
        await using (var db = await host.GetRequiredService<IDbContextFactory<CollabDbContext>>().CreateDbContextAsync(ct))
        {
            if (!await db.Studies.AnyAsync(s => s.Slug == slug, ct))
            {
                await error.WriteLineAsync($"There is no study '{slug}'. Make one with: collabllm study seed");
                return 1;
            }
        }
        var started = Stopwatch.GetTimestamp();
        var outcomes = await new BotRun(host, slug, seed).PlayAsync(count, parallel, output, ct);
        foreach (var (outcome, number) in outcomes.OrderBy(o => o.Key)) await output.WriteLineAsync($"{outcome}: {number}");
        await output.WriteLineAsync($"{count} bots in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s, seed {seed}. Their marks are invented; see: collabllm help study");
        return outcomes.ContainsKey(BotOutcome.Failed) ? 1 : 0;
    }
}

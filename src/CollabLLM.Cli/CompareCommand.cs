using System.Globalization;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Tables;

namespace CollabLLM.Cli;

/// <summary><c>collabllm compare --sessions file.csv --outcome X --arm Y</c>: the comparison page's numbers from any table, without a database.</summary>
internal static class CompareCommand
{
    public const string Says = "--sessions file.csv --outcome X --arm Y [--id Z] [--checkpoint C] [--stratum S] [--baseline A[,B]] [--kind rating|binary|duration|count|measure] "
        + "[--margin M] [--level 0.95] [--resamples 2000] [--seed 1] [--thresholds 8,9] [--minimum-turns N] [--lower-is-better] [--json]: arms contrasted on one outcome. "
        + CompareStudyCommand.Says + " " + PoolCommand.Says;

    private static readonly string[] Options = ["sessions", "outcome", "arm", "id", "checkpoint", "stratum", "baseline", "kind", "margin", "level", "resamples", "seed", "thresholds", "minimum-turns", "unit"];
    private static readonly string[] Flags = ["json", "lower-is-better", "preregistered"];

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (args.Any(a => Name(a) == "pool")) return await PoolCommand.RunAsync(args, output, error, ct);
        if (args.Any(a => Name(a) == "study")) return await CompareStudyCommand.RunAsync(args, output, error, ct);
        var arguments = Arguments.Parse(args, Flags);
        if (args.FirstOrDefault(a => a.StartsWith("--", StringComparison.Ordinal) && !Options.Contains(Name(a)) && !Flags.Contains(Name(a))) is { } unknown)
            throw new ArgumentException($"There is no option '{unknown}'.");

        var file = arguments.Required("sessions");
        var columns = new OutcomeColumns(arguments.Required("outcome"), arguments.Required("arm"), arguments.Optional("id"), arguments.Optional("checkpoint"), arguments.Optional("stratum"));
        try
        {
            var table = OutcomeTable.From(TableReader.Read(await File.ReadAllTextAsync(file, ct)), columns);
            var comparison = ComparisonBuilder.Build(table.Rows, Request(arguments, table, columns.Outcome));
            await output.WriteLineAsync((arguments.Has("json") ? ComparisonJson.Write(comparison) : ComparisonMarkdown.Write(comparison)).AsMemory(), ct);
            return 0;
        }
        catch (Exception fault) when (fault is TableException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{file}: {fault.Message}");
            return 1;
        }
    }

    private static ComparisonRequest Request(Arguments arguments, OutcomeTable table, string outcome)
    {
        var (guess, why) = table.Guess(outcome);
        var kind = arguments.Optional("kind") is { } text ? Kind(text) : guess;
        if (kind == OutcomeKind.Binary && table.Rows.Any(r => r.Value is not (null or 0 or 1)))
            throw new TableException($"'{outcome}' is not a yes-or-no outcome: it has values other than 0 and 1.");

        return new(outcome, kind)
        {
            KindWasGuessed = arguments.Has("kind") ? null : why,
            RowsWithoutArm = table.WithoutArm,
            Unit = arguments.Optional("unit"),
            Baselines = Baselines(arguments.Optional("baseline"), table),
            HigherIsBetter = !arguments.Has("lower-is-better"),
            Level = Decimal(arguments, "level") ?? 0.95,
            Resamples = arguments.Number("resamples", 2000),
            Seed = (ulong)arguments.Number("seed", 1),
            EquivalenceMargin = Decimal(arguments, "margin"),
            Thresholds = arguments.Optional("thresholds") is { } marks ? [.. marks.Split(',').Select(m => Parse("thresholds", m))] : [8, 9],
            MinimumTurns = arguments.Has("minimum-turns") ? arguments.Number("minimum-turns", 0) : null,
            Preregistered = arguments.Has("preregistered"),
        };
    }

    private static string[] Baselines(string? text, OutcomeTable table) =>
        text is null ? []
        : table.Rows.Any(r => r.Arm == text) ? [text]
        : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static OutcomeKind Kind(string text) =>
        Enum.TryParse<OutcomeKind>(text, ignoreCase: true, out var kind) && !int.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? kind
            : throw new ArgumentException($"--kind is '{text}'; it takes rating, binary, duration, count or measure.");

    private static double? Decimal(Arguments arguments, string name) => arguments.Optional(name) is { } text ? Parse(name, text) : null;

    private static double Parse(string name, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"--{name} has '{text}'; it takes a number with a decimal point.");

    private static string Name(string argument) => argument.StartsWith("--", StringComparison.Ordinal) ? argument[2..].Split('=')[0] : "";
}

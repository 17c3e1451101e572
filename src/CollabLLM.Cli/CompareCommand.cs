using System.Globalization;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Tables;

namespace CollabLLM.Cli;

/// <summary><c>collabllm compare --sessions file.csv --outcome X --arm Y</c>: the comparison page's numbers from any table, without a database.</summary>
internal static class CompareCommand
{
    public static readonly Usage Usage = new(
        "Arms contrasted on one outcome of a table, of several tables pooled, or a study's whole report",
        [
            "--sessions FILE.csv --outcome X --arm Y [--id Z] [--checkpoint C] [--json]",
            "--pool A.csv,B.csv,.. --outcome X --arm Y --of ARM --baseline ARM [--id Z] [--json]",
            "--pool EFFECTS.csv [--json]",
            "--study SLUG --report FILE.html|.md",
        ],
        [
            new("sessions", "FILE.csv", "the table, one row a session (or a checkpoint)"),
            new("outcome", "COLUMN", "what is compared"),
            new("arm", "COLUMN", "which arm a row belongs to"),
            new("id", "COLUMN", "participant; rows of one participant are one cluster"),
            new("checkpoint", "COLUMN", "number of the checkpoint, for repeated ratings"),
            new("stratum", "COLUMN", "stratum of the allocation"),
            new("baseline", "ARM[,ARM]", "arms that the others are compared with; without it every pair"),
            new("kind", "KIND", "rating, binary, duration, count or measure; guessed without it"),
            new("unit", "TEXT", "unit of the outcome, for the tables"),
            new("margin", "M", "margin of equivalence, in the outcome's unit"),
            new("level", "0.95", "level of the intervals"),
            new("resamples", "2000", "bootstrap resamples"),
            new("seed", "1", "seed of the resampling"),
            new("thresholds", "8,9", "ratings from which on a share is counted"),
            new("minimum-turns", "N", "exchanges after which a participant could finish, for the warning on late checkpoints"),
            new("lower-is-better", null, "small values are good ones"),
            new("preregistered", null, "marks the outcome as planned beforehand"),
            new("json", null, "JSON instead of Markdown"),
            .. PoolCommand.Options,
            .. CompareStudyCommand.Options,
        ]);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var arguments = Arguments.Parse(args, Usage);
        if (arguments.Has("pool")) return await PoolCommand.RunAsync(arguments, output, error, ct);
        if (arguments.Has("study")) return await CompareStudyCommand.RunAsync(arguments, output, error, ct);
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
}

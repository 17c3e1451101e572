using System.Globalization;
using System.Text.Json;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Pooling;
using CollabLLM.Core.Statistics.Tables;

namespace CollabLLM.Cli;

/// <summary><c>collabllm compare --pool a.csv,b.csv</c>: an arm against a baseline over several studies' tables; or one table of effects with their standard errors.</summary>
internal static class PoolCommand
{
    public static readonly Option[] Options =
    [
        new("pool", "A.csv,B.csv,..", "one table for each study; without --outcome a table with the columns study, effect, se"),
        new("of", "ARM", "the arm that is pooled against --baseline"),
    ];

    public static async Task<int> RunAsync(Arguments arguments, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var files = arguments.Required("pool").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var current = "";
        try
        {
            var studies = new List<PooledStudy>();
            foreach (var file in files)
            {
                current = file;
                var table = TableReader.Read(await File.ReadAllTextAsync(file, ct));
                if (arguments.Has("outcome")) studies.Add(Study(Path.GetFileNameWithoutExtension(file), table, arguments));
                else studies.AddRange(Effects(table));
            }
            if (arguments.Has("outcome")) RefuseUnknownArms(studies, arguments);
            var pooled = new PooledComparison(arguments.Optional("outcome") ?? "effect", arguments.Has("outcome") ? $"{arguments.Required("of")} minus {arguments.Required("baseline")}" : "as given", studies);
            await output.WriteLineAsync((arguments.Has("json") ? JsonSerializer.Serialize(pooled, ComparisonJson.Options) : pooled.Markdown()).AsMemory(), ct);
            return 0;
        }
        catch (Exception fault) when (fault is TableException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{current}: {fault.Message}");
            return 1;
        }
    }

    private static PooledStudy Study(string name, Table table, Arguments arguments)
    {
        var rows = OutcomeTable.From(table, new OutcomeColumns(arguments.Required("outcome"), arguments.Required("arm"), arguments.Optional("id"), null, null)).Rows;
        return PooledStudy.Of(name, Values(rows, arguments.Required("of")), Values(rows, arguments.Required("baseline")));
    }

    // A study without one of the arms is left out with the reason; an arm that no study has is a slip of the pen.
    private static void RefuseUnknownArms(IReadOnlyList<PooledStudy> studies, Arguments arguments)
    {
        if (studies.All(s => s.N == 0)) throw new ArgumentException($"No table has values of the arm '{arguments.Required("of")}' (--of) in the column '{arguments.Required("arm")}'.");
        if (studies.All(s => s.BaselineN == 0)) throw new ArgumentException($"No table has values of the arm '{arguments.Required("baseline")}' (--baseline) in the column '{arguments.Required("arm")}'.");
    }

    // Several rows of one participant are one value: their mean.
    private static IEnumerable<double> Values(IReadOnlyList<OutcomeRow> rows, string arm) =>
        rows.Where(r => r.Arm == arm && r.Value is not null).GroupBy(r => r.Id).Select(g => g.Average(r => r.Value!.Value));

    private static IEnumerable<PooledStudy> Effects(Table table)
    {
        int name = table.Column("study"), effect = table.Column("effect"), se = table.Column("se");
        return [.. table.Rows.Select(row => new PooledStudy(row.Fields[name], 0, 0, new StudyEffect(row.Fields[name], Number(row, effect, "effect"), Number(row, se, "se"))))];
    }

    private static double Number(TableRow row, int column, string name) =>
        double.TryParse(row.Fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new TableException($"line {row.Line}: {name} is '{row.Fields[column]}'; it takes a number with a decimal point.");
}

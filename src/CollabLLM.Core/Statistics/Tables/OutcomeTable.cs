using System.Globalization;
using CollabLLM.Core.Statistics.Comparisons;

namespace CollabLLM.Core.Statistics.Tables;

/// <summary>Rows of one outcome taken from a table. Rows without an arm cannot be compared: they are left out and counted.</summary>
public sealed record OutcomeTable(IReadOnlyList<OutcomeRow> Rows, int WithoutArm)
{
    private static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase) { "", "NA", "N/A", "NaN", "null", "none", "." };

    // Fourth powers of larger numbers leave the range of a double.
    private const double Largest = 1e60;

    public static OutcomeTable From(Table table, OutcomeColumns columns)
    {
        int outcome = table.Column(columns.Outcome), arm = table.Column(columns.Arm);
        int? id = Position(columns.Id), checkpoint = Position(columns.Checkpoint), stratum = Position(columns.Stratum);
        List<OutcomeRow> rows = [];
        var withoutArm = 0;
        foreach (var row in table.Rows)
        {
            if (Text(row, arm) is not { } name)
            {
                withoutArm++;
                continue;
            }

            rows.Add(new(Text(row, id) ?? $"line {row.Line}", name, Value(row, outcome, columns.Outcome), Text(row, checkpoint), Text(row, stratum)));
        }

        return rows.Count > 0
            ? new(rows, withoutArm)
            : throw new TableException(withoutArm > 0 ? $"No row has an arm: the column '{columns.Arm}' is empty." : "The table has a header but no rows.");

        int? Position(string? column) => column is null ? null : table.Column(column);
    }

    /// <summary>Guesses what the outcome is, with the reason in words.</summary>
    public (OutcomeKind Kind, string Why) Guess(string outcome)
    {
        var values = Rows.Select(r => r.Value).OfType<double>().ToArray();
        if (values.Length > 0 && values.All(v => v is 0 or 1)) return (OutcomeKind.Binary, "all values are 0 or 1");
        var whole = values.Length > 0 && values.All(v => v >= 0 && v.Equals(Math.Floor(v)));
        if (whole && values.All(v => v is >= 1 and <= 10)) return (OutcomeKind.Rating, "all values are whole numbers from 1 to 10");
        if (values.Length > 0 && values.All(v => v >= 0) && IsTime(outcome)) return (OutcomeKind.Duration, "its name is that of a time and no value is negative");
        return whole ? (OutcomeKind.Count, "all values are whole numbers of at least 0") : (OutcomeKind.Measure, "the values are neither marks, answers, times nor counts");
    }

    private static bool IsTime(string name) =>
        ((string[])["time", "duration", "seconds", "minutes", "wait", "latency", "_ms", "_s"]).Any(word => name.EndsWith(word, StringComparison.OrdinalIgnoreCase) || (word[0] != '_' && name.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static string? Text(TableRow row, int? column) =>
        column is { } at && row.Fields[at].Trim() is var text && !Missing.Contains(text) ? text : null;

    private static double? Value(TableRow row, int column, string name) => Text(row, column) switch
    {
        null => null,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= Largest => value,
        var text when text.ToUpperInvariant() is "TRUE" or "YES" => 1,
        var text when text.ToUpperInvariant() is "FALSE" or "NO" => 0,
        var text => throw new TableException($"Line {row.Line}: '{text}' in column '{name}' is not a number up to 1e60. Use a decimal point and no thousands separators; leave missing values empty."),
    };
}

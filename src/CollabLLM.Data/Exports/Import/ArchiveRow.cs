using System.Globalization;

namespace CollabLLM.Data.Exports.Import;

/// <summary>One row of a table of an archive, by column.</summary>
internal sealed class ArchiveRow(string table, long number, IReadOnlyDictionary<string, string?> values)
{
    public string? Optional(string column) => values.TryGetValue(column, out var value) ? value : throw Fault(column, "the column is missing");

    public string Text(string column) => Optional(column) ?? throw Fault(column, "a value is missing");

    public long? Whole(string column) => Optional(column) is { } text ? Parse<long>(column, text, long.TryParse) : null;

    public int Int(string column) => checked((int)(Whole(column) ?? throw Fault(column, "a value is missing")));

    public double? Number(string column) => Optional(column) is { } text ? Parse<double>(column, text, double.TryParse) : null;

    public bool Boolean(string column) => Text(column) switch { "true" => true, "false" => false, var other => throw Fault(column, $"'{other}' is neither true nor false") };

    public DateTimeOffset? Moment(string column) => Optional(column) is { } text
        ? DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : throw Fault(column, $"'{text}' is not a moment in UTC")
        : null;

    public DateTimeOffset Then(string column) => Moment(column) ?? throw Fault(column, "a value is missing");

    public Guid Id(string column) => Guid.TryParseExact(Text(column), "D", out var id) ? id : throw Fault(column, $"'{Text(column)}' is not an identifier");

    public T Choice<T>(string column) where T : struct, Enum =>
        Enum.TryParse<T>(Text(column), out var value) && Enum.IsDefined(value) ? value : throw Fault(column, $"'{Text(column)}' is none of {string.Join(", ", Enum.GetNames<T>())}");

    public ImportException Fault(string column, string what) => new($"tables/{table}.csv, row {number}, column {column}: {what}.");

    private delegate bool Try<T>(string text, IFormatProvider? culture, out T value);

    private T Parse<T>(string column, string text, Try<T> parse) => parse(text, CultureInfo.InvariantCulture, out var value) ? value : throw Fault(column, $"'{text}' is not a number");
}

namespace CollabLLM.Core.Exports;

/// <summary>An exported table: its name, what one row is, its columns in order.</summary>
public abstract class ExportTable(string name, string meaning)
{
    public string Name => name;

    /// <summary>What one row is.</summary>
    public string Meaning => meaning;

    public abstract IReadOnlyList<Column> Columns { get; }
}

/// <summary>A table of rows of one type. Columns are added in a collection initialiser, so that a table reads as a list.</summary>
public sealed class ExportTable<TRow>(string name, string meaning) : ExportTable(name, meaning), IEnumerable<Column<TRow>>
{
    private readonly List<Column<TRow>> columns = [];

    public override IReadOnlyList<Column> Columns => columns;

    public void Add(Column<TRow> column) => columns.Add(column);

    public void Add(IEnumerable<Column<TRow>> more) => columns.AddRange(more);

    public void Add(string name, string meaning, string unit, string nullRule, Func<TRow, string?> value) =>
        columns.Add(new(name, ColumnType.Text, meaning, unit, nullRule, row => Cell.Of(value(row))));

    public void Add(string name, string meaning, string unit, string nullRule, Func<TRow, long?> value) =>
        columns.Add(new(name, ColumnType.Whole, meaning, unit, nullRule, row => Cell.Of(value(row))));

    public void Add(string name, string meaning, string unit, string nullRule, Func<TRow, double?> value) =>
        columns.Add(new(name, ColumnType.Number, meaning, unit, nullRule, row => Cell.Of(value(row))));

    public void Add(string name, string meaning, string unit, string nullRule, Func<TRow, bool?> value) =>
        columns.Add(new(name, ColumnType.Boolean, meaning, unit, nullRule, row => Cell.Of(value(row))));

    public void Add(string name, string meaning, string unit, string nullRule, Func<TRow, DateTimeOffset?> value) =>
        columns.Add(new(name, ColumnType.Moment, meaning, unit, nullRule, row => Cell.Of(value(row))));

    /// <summary>Writes every row as it arrives; holds one row and the writer's buffer.</summary>
    public async Task<long> WriteAsync(IAsyncEnumerable<TRow> rows, IExporter exporter, Stream output, CancellationToken ct)
    {
        var cells = new Cell[columns.Count];
        var count = 0L;
        await using var writer = exporter.Open(Columns, output);
        await foreach (var row in rows.WithCancellation(ct))
        {
            for (var i = 0; i < cells.Length; i++) cells[i] = columns[i].Value(row);
            writer.Write(cells);
            count++;
            if (writer.IsFull) await writer.FlushAsync(ct);
        }
        await writer.EndAsync(ct);
        return count;
    }

    public IEnumerator<Column<TRow>> GetEnumerator() => columns.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}

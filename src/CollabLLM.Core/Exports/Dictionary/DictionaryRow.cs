namespace CollabLLM.Core.Exports.Dictionary;

/// <summary>One column of one table, as data: what scripts read the other files by.</summary>
public sealed record DictionaryRow(string Table, Column Column)
{
    public static ExportTable<DictionaryRow> Definition { get; } = new("columns", "One column of one exported table")
    {
        { "table", "Table", "name", Column.Never, row => row.Table },
        { "column", "Column", "name", Column.Never, row => row.Column.Name },
        { "type", "Text, Whole, Number, Boolean or Moment", "type", Column.Never, row => row.Column.Type.ToString() },
        { "meaning", "What the value says", "text", Column.Never, row => row.Column.Meaning },
        { "unit", "What one step of the value is", "text", Column.Never, row => row.Column.Unit },
        { "null_rule", "When there is no value", "text", Column.Never, row => row.Column.NullRule },
        { "labels", "Values that stand for something", "value = meaning, separated by ; ", "values speak for themselves", row => Labels(row.Column) },
    };

    public static IEnumerable<DictionaryRow> Of(IEnumerable<ExportTable> tables) => tables.SelectMany(t => t.Columns.Select(c => new DictionaryRow(t.Name, c)));

    internal static string? Labels(Column column) => column.Labels.Count == 0 ? null : string.Join("; ", column.Labels.Select(l => $"{l.Key} = {l.Value}"));
}

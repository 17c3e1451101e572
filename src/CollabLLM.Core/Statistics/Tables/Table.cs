namespace CollabLLM.Core.Statistics.Tables;

/// <summary>A table with named columns, every row as wide as the header.</summary>
public sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>Position of a column by its exact name.</summary>
    public int Column(string name)
    {
        var matches = Enumerable.Range(0, Columns.Count).Where(i => Columns[i] == name).ToArray();
        return matches.Length switch
        {
            1 => matches[0],
            0 => throw new TableException($"There is no column '{name}'. The columns are: {string.Join(", ", Columns)}."),
            _ => throw new TableException($"The column '{name}' occurs {matches.Length} times in the header. Rename all but one."),
        };
    }
}

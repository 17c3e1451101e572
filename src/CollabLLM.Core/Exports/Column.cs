namespace CollabLLM.Core.Exports;

/// <summary>
/// A column of an exported table, said once: headers, Parquet schema, data dictionary and the label files of SPSS and Stata all come from here.
/// </summary>
/// <param name="Name">snake_case; at most 32 characters, as Stata allows.</param>
/// <param name="Unit">What one step of the value is, such as <c>ms</c> or <c>words</c>.</param>
/// <param name="NullRule">When the column has no value.</param>
public abstract record Column(string Name, ColumnType Type, string Meaning, string Unit, string NullRule)
{
    public const string Never = "never";

    /// <summary>Values that stand for something, with what they stand for; empty: values speak for themselves.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>A column together with where its value is in a row.</summary>
public sealed record Column<TRow>(string Name, ColumnType Type, string Meaning, string Unit, string NullRule, Func<TRow, Cell> Value)
    : Column(Name, Type, Meaning, Unit, NullRule);

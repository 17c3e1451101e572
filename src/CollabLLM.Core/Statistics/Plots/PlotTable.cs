namespace CollabLLM.Core.Statistics.Plots;

/// <summary>The same numbers for readers who do not see the picture. The first column names the row.</summary>
public sealed record PlotTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

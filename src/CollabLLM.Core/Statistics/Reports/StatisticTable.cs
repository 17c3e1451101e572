namespace CollabLLM.Core.Statistics.Reports;

/// <summary>Numbers as they are read: a statistic a row, an arm or a pair a column. Pages and reports show the same tables.</summary>
public sealed record StatisticTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<StatisticRow> Rows);

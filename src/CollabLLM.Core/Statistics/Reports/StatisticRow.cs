namespace CollabLLM.Core.Statistics.Reports;

/// <summary>One statistic over the columns of its table. <see cref="How"/> is its key in the comparison's explanations; null where there is nothing to explain.</summary>
public sealed record StatisticRow(string Name, string? How, IReadOnlyList<string> Cells);

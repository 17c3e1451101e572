namespace CollabLLM.Core.Statistics.Tables;

/// <summary>One record with the line of the file on which it starts, from 1.</summary>
public sealed record TableRow(int Line, IReadOnlyList<string> Fields);

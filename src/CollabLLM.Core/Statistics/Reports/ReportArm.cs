namespace CollabLLM.Core.Statistics.Reports;

/// <summary>An arm as it is shown: its code while the study is blind, its name afterwards.</summary>
public sealed record ReportArm(string Label, bool IsBaseline);

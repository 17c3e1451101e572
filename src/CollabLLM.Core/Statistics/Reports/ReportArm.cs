namespace CollabLLM.Core.Statistics.Reports;

/// <summary>An arm as it is shown: its code while the study is blind, its name afterwards. While the study is blind no arm is marked as a baseline, because that would give it away: every pair is compared.</summary>
public sealed record ReportArm(string Label, bool IsBaseline);

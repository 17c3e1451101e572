namespace CollabLLM.Core.Statistics.Reports;

/// <summary>A reason and how many participants it concerns.</summary>
public sealed record FlowReason(string Reason, int Count);

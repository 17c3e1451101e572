namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>One arm against one baseline at one checkpoint, by Welch's t test.</summary>
public sealed record CheckpointPair(string Arm, string Baseline, Computed<Means.TTestResult> Welch);

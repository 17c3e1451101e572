namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>One arm at one checkpoint.</summary>
public sealed record CheckpointArm(string Arm, int N, int Missing, Computed<double> Mean, Computed<double> Sd, Computed<Interval> TInterval);

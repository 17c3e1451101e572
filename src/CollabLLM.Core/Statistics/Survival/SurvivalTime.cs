namespace CollabLLM.Core.Statistics.Survival;

/// <summary>How far a participant came (turns or seconds, at least 0), and whether they dropped out there (true) or finished or were cut off (false).</summary>
public readonly record struct SurvivalTime(double Time, bool DroppedOut);

namespace CollabLLM.Core.Calibration;

/// <summary>The score of one reply that a participant got, as a calibration sees it.</summary>
/// <param name="Arm">Code of the arm, or its name after unblinding.</param>
/// <param name="Turn">From 1.</param>
/// <param name="Run">Which scoring run.</param>
/// <param name="Kind">simulated or observed.</param>
/// <param name="Reward">Multiturn-aware Reward; null when every sample failed.</param>
/// <param name="Metrics">Value of each metric that had one, by signature.</param>
public sealed record ScoredReply(string Participant, string Session, string Arm, int Turn, string Run, string Kind, double? Reward, IReadOnlyDictionary<string, double> Metrics);

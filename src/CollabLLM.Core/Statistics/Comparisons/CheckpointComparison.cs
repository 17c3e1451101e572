namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>The outcome at one checkpoint, participants who reached it only; <see cref="Selected"/> marks checkpoints that not everybody had to reach.</summary>
public sealed record CheckpointComparison(string Checkpoint, bool Selected, IReadOnlyList<CheckpointArm> Arms, IReadOnlyList<CheckpointPair> Pairs);

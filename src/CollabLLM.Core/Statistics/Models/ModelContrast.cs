namespace CollabLLM.Core.Statistics.Models;

/// <summary>Arm minus baseline at one checkpoint, or over all checkpoints with equal weight (<see cref="Checkpoint"/> null), Satterthwaite df.</summary>
public sealed record ModelContrast(string Arm, string Baseline, string? Checkpoint, double Difference, double Se, double T, double Df, double P, Interval Interval);

namespace CollabLLM.Core.Statistics.Models;

/// <summary>The model's mean of one arm at one checkpoint.</summary>
public sealed record ModelTerm(string Arm, string Checkpoint, double Mean, double Se, double Df, Interval Interval);

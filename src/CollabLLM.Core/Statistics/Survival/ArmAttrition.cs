namespace CollabLLM.Core.Statistics.Survival;

/// <summary>Participants of one arm who were allocated, and how many of them completed.</summary>
public sealed record ArmAttrition(string Arm, int Allocated, int Completed);

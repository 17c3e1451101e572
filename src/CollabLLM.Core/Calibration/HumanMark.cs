namespace CollabLLM.Core.Calibration;

/// <summary>A participant's mark; an answer that was declined is no mark.</summary>
/// <param name="Turn">Completed turns at a checkpoint; null for a final rating.</param>
public sealed record HumanMark(string Session, string Question, int? Turn, double Value);

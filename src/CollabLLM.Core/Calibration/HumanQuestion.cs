namespace CollabLLM.Core.Calibration;

/// <summary>A question of the study that is answered on a scale.</summary>
public sealed record HumanQuestion(string Key, string Title, bool IsCheckpoint);

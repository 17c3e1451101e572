namespace CollabLLM.Core.Calibration;

/// <summary>One pair of a score and a human mark.</summary>
public readonly record struct AgreementPoint(string Participant, string Arm, double Score, double Mark);

namespace CollabLLM.Core.Exports.Pairs;

/// <summary>A reply that was compared, with its simulated reward.</summary>
/// <param name="Index">0 is the reply that the participant got.</param>
/// <param name="Arm">Arm whose policy wrote it.</param>
/// <param name="PromptHash">SHA-256 of the messages that the policy was asked with, system message included.</param>
/// <param name="Mean">Null when every sample failed, and for replies of human pairs that were not scored.</param>
public sealed record CandidateExport(
    int Index, string Source, string Text, double? Mean, double? StandardError, int Used, int Failed, string? SimulatorId, string? JudgeId, long Seed, string? CodeVersion,
    string Arm = "", string PolicyId = "", string PromptHash = "");

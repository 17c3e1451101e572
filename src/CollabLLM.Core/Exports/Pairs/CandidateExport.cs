namespace CollabLLM.Core.Exports.Pairs;

/// <summary>A reply that was compared, with its simulated reward.</summary>
/// <param name="Index">0 is the reply that the participant got.</param>
/// <param name="Mean">Null when every sample failed, and for replies of human pairs that were not scored.</param>
public sealed record CandidateExport(
    int Index, string Source, string Text, double? Mean, double? StandardError, int Used, int Failed, string? SimulatorId, string? JudgeId, long Seed, string? CodeVersion);

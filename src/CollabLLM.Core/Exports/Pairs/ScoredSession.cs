namespace CollabLLM.Core.Exports.Pairs;

/// <summary>One session as it was scored in one run: what all pair dialects are written from.</summary>
/// <param name="Goal">What the participant wanted, as the simulator was told.</param>
/// <param name="Document">The participant's final document.</param>
/// <param name="Split">train or eval.</param>
public sealed record ScoredSession(
    SessionKey Key, string Study, string PolicyId, string Preset, string OptionsHash, string Goal, string Document, string Split,
    IReadOnlyList<ScoredTurnExport> Turns, IReadOnlyList<PairExport> Pairs);

using CollabLLM.Core.Metrics;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>One pair of a study, and how many there are of those asked for.</summary>
public sealed record PairPage(int Total, PairDetail? Pair);

/// <summary>A pair with its conversation and both replies.</summary>
/// <param name="ErrorOfMargin">Half width of the margin's 95 % interval; null when a standard error is missing.</param>
public sealed record PairDetail(
    Guid Id, string Arm, int Turn, string Kind, string Preset, string OptionsHash, double? Margin, double? ErrorOfMargin, string Flags, string? Decision, string? Note, string? DecidedBy,
    IReadOnlyList<PairMessage> Prompt, PairSide Chosen, PairSide Rejected);

/// <summary>A message of a conversation.</summary>
public sealed record PairMessage(bool IsUser, string Text);

/// <summary>One reply of a pair with its reward and where it comes from.</summary>
public sealed record PairSide(
    string Text, string Source, string Arm, string PolicyId, string PromptHash, double? Mean, double? StandardError, int Used, int Failed, IReadOnlyList<PairSample> Samples);

/// <summary>One sample behind a reward: how the conversation went on, and what the metrics said.</summary>
/// <param name="IsObserved">Whether it is what the participant really did.</param>
public sealed record PairSample(int Index, bool IsObserved, double? Reward, string? Reason, IReadOnlyList<MetricScore> Scores, IReadOnlyList<PairMessage> Messages);

namespace CollabLLM.Web.Features.Scoring;

/// <summary>One pair of a study, and how many there are.</summary>
public sealed record PairPage(int Total, PairDetail? Pair);

/// <summary>A pair with its conversation and both replies.</summary>
public sealed record PairDetail(
    Guid Id, string Arm, int Turn, double? Margin, string Flags, string? Decision, string? Note, IReadOnlyList<PairMessage> Prompt, PairSide Chosen, PairSide Rejected);

/// <summary>A message before the pair.</summary>
public sealed record PairMessage(bool IsUser, string Text);

/// <summary>One reply of a pair with its reward.</summary>
public sealed record PairSide(string Text, string Source, double? Mean, double? StandardError, int Used, int Failed);

namespace CollabLLM.Core.Sessions;

/// <summary>The time of a session, and the same time by turn; key 0 holds what belongs to no turn. The turns add up to the session exactly.</summary>
public sealed record TimeSplits(TimeSplit Session, IReadOnlyDictionary<int, TimeSplit> ByTurn);

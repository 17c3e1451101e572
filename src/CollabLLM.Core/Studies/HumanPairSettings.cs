namespace CollabLLM.Core.Studies;

/// <summary>Whether participants themselves make preference pairs. Off by default: each changes what participants see.</summary>
public sealed record HumanPairSettings
{
    /// <summary>Exchanges, from 1, at which the participant gets two replies of the arm's policy and picks one; counted by exchanges that count.</summary>
    public IReadOnlyList<int> PickAtTurns { get; init; } = [];

    /// <summary>Whether the participant may write a reply anew; the original stays.</summary>
    public bool EditReplies { get; init; }
}

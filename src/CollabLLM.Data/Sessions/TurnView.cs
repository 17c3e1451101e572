using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Sessions;

/// <summary>A turn as its participant sees it. <paramref name="Reply"/> is null while waiting, while choosing and after a failure.</summary>
/// <param name="Offer">Two replies to pick from; null when there is nothing to pick.</param>
/// <param name="Edited">The participant's latest version of the reply; null when it was not edited.</param>
public sealed record TurnView(int Number, string RequestKey, string Message, DateTimeOffset SentAt, TurnState State, string? Reply, DateTimeOffset? RepliedAt, int Attempts,
    OfferView? Offer = null, string? Edited = null)
{
    /// <param name="offered">The latest pair to pick from; null when there is none.</param>
    /// <param name="edited">The latest version of the participant's own; null when there is none.</param>
    internal static TurnView Of(Turn turn, HumanPair? offered, HumanPair? edited) => new(
        turn.Number, turn.RequestKey, turn.Message, turn.SentAt, turn.State, turn.Reply, turn.RepliedAt, turn.Attempts,
        turn.State is not TurnState.Choosing || offered is null ? null : offered.FirstIsLeft is true ? new(offered.First, offered.Second) : new(offered.Second, offered.First),
        edited?.Second);
}

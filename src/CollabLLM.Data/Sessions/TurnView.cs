using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Sessions;

/// <summary>A turn as its participant sees it. <paramref name="Reply"/> is null while waiting, while choosing and after a failure.</summary>
/// <param name="Offer">Two replies to pick from; null when there is nothing to pick.</param>
/// <param name="Edited">The participant's latest version of the reply; null when it was not edited.</param>
public sealed record TurnView(int Number, string RequestKey, string Message, DateTimeOffset SentAt, TurnState State, string? Reply, DateTimeOffset? RepliedAt, int Attempts,
    OfferView? Offer = null, string? Edited = null);

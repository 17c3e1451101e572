using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Sessions;

/// <summary>A turn as its participant sees it. <paramref name="Reply"/> is null while waiting and after a failure.</summary>
public sealed record TurnView(int Number, string RequestKey, string Message, DateTimeOffset SentAt, TurnState State, string? Reply, DateTimeOffset? RepliedAt, int Attempts);

namespace CollabLLM.Data.Sessions;

/// <summary>A request for help; <paramref name="Reply"/> is null while it is open.</summary>
public sealed record HelpView(Guid Id, string Text, DateTimeOffset AskedAt, string? Reply, DateTimeOffset? RepliedAt);

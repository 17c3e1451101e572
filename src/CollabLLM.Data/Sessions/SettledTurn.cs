namespace CollabLLM.Data.Sessions;

/// <summary>What the committed end of a reply has changed on its participant's page.</summary>
/// <param name="CompletedTurns">Of the session, this turn counted if it counts.</param>
public sealed record SettledTurn(TurnView Turn, int CompletedTurns);

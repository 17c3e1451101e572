namespace CollabLLM.Core.Sessions;

/// <summary>Waiting: the reply is being made. Completed, or Stopped by the participant: counts as a turn. Failed: counts as nothing and can be tried again.</summary>
public enum TurnState
{
    Waiting,
    Completed,
    Stopped,
    Failed,
}

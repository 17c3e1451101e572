namespace CollabLLM.Core.Sessions;

/// <summary>Waiting: the reply is being made. Choosing: two replies are there, and the participant has not picked one. Completed, or Stopped by the participant: counts as a turn. Failed: counts as nothing and can be tried again.</summary>
public enum TurnState
{
    Waiting,
    Choosing,
    Completed,
    Stopped,
    Failed,
}

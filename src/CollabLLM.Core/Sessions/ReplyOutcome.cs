namespace CollabLLM.Core.Sessions;

/// <summary>How an attempt to reply ended. Interrupted: the server stopped while the reply was being made.</summary>
public enum ReplyOutcome
{
    Completed,
    Stopped,
    Failed,
    Interrupted,
}

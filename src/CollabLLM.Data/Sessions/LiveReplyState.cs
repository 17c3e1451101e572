namespace CollabLLM.Data.Sessions;

/// <summary>Where a reply in the making stands. Saving: complete, but the database has not taken it yet. Done, Stopped and Failed are committed.</summary>
public enum LiveReplyState
{
    Queued,
    Streaming,
    Saving,
    Done,
    Stopped,
    Failed,
}

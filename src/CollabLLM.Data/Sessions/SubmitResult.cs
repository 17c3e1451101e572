namespace CollabLLM.Data.Sessions;

/// <summary>What came of sending a message.</summary>
public abstract record SubmitResult
{
    private SubmitResult() { }

    /// <summary>The message is committed; the reply is being made. The same request key always gives the same turn.</summary>
    public sealed record Sent(int TurnNumber) : SubmitResult;

    public sealed record Refused(SubmitRefusal Reason, string Sentence) : SubmitResult;
}

namespace CollabLLM.Data.Scoring;

/// <summary>A reply to the prompt of one turn: the one that the participant got (index 0), or one sampled for comparison.</summary>
public sealed class CandidateRow
{
    private CandidateRow() { }

    public CandidateRow(Guid runId, Guid sessionId, int turn, int index, CandidateOrigin origin, long seed, string text, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (RunId, SessionId, Turn, Index, Seed, Text, At) = (runId, sessionId, turn, index, seed, text, at);
        (Source, Arm, PolicyId, PromptHash) = (origin.Source, origin.Arm, origin.PolicyId, origin.PromptHash);
    }

    public Guid Id { get; private set; }
    public Guid RunId { get; private set; }
    public Guid SessionId { get; private set; }
    public int Turn { get; private set; }
    public int Index { get; private set; }

    /// <summary>given (the participant got it), same-policy, other-arm or proactive.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Code of the arm whose policy wrote it.</summary>
    public string Arm { get; private set; } = "";

    public string PolicyId { get; private set; } = "";

    /// <summary>SHA-256 of the messages that the policy was asked with, system message included.</summary>
    public string PromptHash { get; private set; } = "";

    public long Seed { get; private set; }
    public string Text { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}

using CollabLLM.Core.Policies;

namespace CollabLLM.Core.Sessions;

/// <summary>One attempt of the policy to reply to a turn: append-only, kept with its reason when it failed.</summary>
public sealed class ReplyAttempt
{
    private ReplyAttempt() { }

    public ReplyAttempt(Guid turnId, int number, string policyId, string promptHash, DateTimeOffset startedAt)
    {
        Id = Guid.CreateVersion7(startedAt);
        (TurnId, Number, PolicyId, PromptHash, StartedAt) = (turnId, number, policyId, promptHash, startedAt);
    }

    public Guid Id { get; private set; }
    public Guid TurnId { get; private set; }

    /// <summary>From 1 within the turn.</summary>
    public int Number { get; private set; }

    public string PolicyId { get; private set; } = "";

    /// <summary>SHA-256 of the messages sent to the model.</summary>
    public string PromptHash { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset EndedAt { get; private set; }
    public ReplyOutcome Outcome { get; private set; }

    /// <summary>What had been written when the attempt ended; kept also when it was stopped or failed.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Why it failed, for coordinators; null when it did not.</summary>
    public string? Reason { get; private set; }

    public ReplyFacts? Facts { get; private set; }

    public void End(ReplyOutcome outcome, string text, string? reason, ReplyFacts? facts, DateTimeOffset at) =>
        (Outcome, Text, Reason, Facts, EndedAt) = (outcome, text, reason, facts, at);
}

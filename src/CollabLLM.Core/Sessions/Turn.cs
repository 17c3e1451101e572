using CollabLLM.Core.Studies;

namespace CollabLLM.Core.Sessions;

/// <summary>One exchange: the participant's message and the policy's reply. Numbered from 1 in order of sending, failed turns included.</summary>
public sealed class Turn
{
    private Turn() { }

    public Turn(Guid sessionId, int number, string requestKey, string message, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (SessionId, Number, RequestKey, Message, SentAt) = (sessionId, number, requestKey, message, at);
    }

    public Guid Id { get; private set; }
    public Guid SessionId { get; private set; }
    public int Number { get; private set; }

    /// <summary>Chosen by the browser for each message, unique in the session: a message sent twice makes one row.</summary>
    public string RequestKey { get; private set; } = "";

    public string Message { get; private set; } = "";
    public DateTimeOffset SentAt { get; private set; }
    public TurnState State { get; private set; } = TurnState.Waiting;

    /// <summary>The reply that the participant saw; null while waiting and after a failure. Never changes once set.</summary>
    public string? Reply { get; private set; }

    public DateTimeOffset? RepliedAt { get; private set; }

    /// <summary>Attempts made so far; each has its own <see cref="ReplyAttempt"/>.</summary>
    public int Attempts { get; private set; }

    /// <summary>Substance flags for the coordinator, separated by blanks; empty when there is nothing to say.</summary>
    public string Flags { get; private set; } = "";

    public TimeSplit Time { get; private set; } = TimeSplit.Zero;

    /// <summary>Whether this exchange counts towards the minimum and the checkpoints.</summary>
    public bool Counts => State is TurnState.Completed or TurnState.Stopped;

    public void Flag(IEnumerable<string> flags) => Flags = string.Join(' ', flags);

    public void SetTime(TimeSplit time) => Time = time;

    /// <exception cref="StudyRuleException">The turn has its reply already.</exception>
    public void Settle(ReplyAttempt attempt)
    {
        if (Counts) throw new StudyRuleException("This message has its reply already.");
        Attempts = attempt.Number;
        State = attempt.Outcome switch
        {
            ReplyOutcome.Completed => TurnState.Completed,
            ReplyOutcome.Stopped => TurnState.Stopped,
            _ => TurnState.Failed,
        };
        if (Counts) (Reply, RepliedAt) = (attempt.Text, attempt.EndedAt);
    }

    /// <summary>Two replies are there to pick from; the second attempt is the last one.</summary>
    /// <exception cref="StudyRuleException">The turn has its reply already.</exception>
    public void Offer(ReplyAttempt second)
    {
        if (Counts) throw new StudyRuleException("This message has its reply already.");
        (Attempts, State) = (second.Number, TurnState.Choosing);
    }

    /// <summary>The participant has answered, and the conversation goes on with one of the two.</summary>
    /// <exception cref="StudyRuleException">There is nothing to pick.</exception>
    public void Pick(HumanPair answered)
    {
        if (State is not TurnState.Choosing) throw new StudyRuleException("There is nothing to choose at this message.");
        (State, Reply, RepliedAt) = (TurnState.Completed, answered.Continued, answered.OfferedAt);
    }

    /// <exception cref="StudyRuleException">The turn did not fail.</exception>
    public void TryAgain()
    {
        if (State is not TurnState.Failed) throw new StudyRuleException("Only a message whose reply failed can be tried again.");
        State = TurnState.Waiting;
    }
}

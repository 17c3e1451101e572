using CollabLLM.Core.Studies;

namespace CollabLLM.Core.Sessions;

/// <summary>One participant's sitting on one document. Each verb is one written step; a page moves only after it was committed.</summary>
public sealed class Session
{
    private readonly List<IntakeAnswer> intake = [];

    private Session() { }

    public Session(Guid studyId, Guid participantId, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (StudyId, ParticipantId, StartedAt, LastSeenAt) = (studyId, participantId, at, at);
    }

    public Guid Id { get; private set; }
    public Guid StudyId { get; private set; }
    public Guid ParticipantId { get; private set; }
    public SessionStep Step { get; private set; } = SessionStep.Consent;

    /// <summary>Code of the arm; null until allocation, which happens after consent.</summary>
    public string? Arm { get; private set; }

    public string? DocumentType { get; private set; }
    public string? Topic { get; private set; }
    /// <summary>Answers to the screening questions, then to those about the topic.</summary>
    public IReadOnlyList<IntakeAnswer> Intake => intake;
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? CoWritingStartedAt { get; private set; }
    public DateTimeOffset? CoWritingEndedAt { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>Tab that may write; another tab takes over by setting its own key.</summary>
    public string? ActiveTab { get; private set; }

    /// <summary>Turns that count, kept here so that lists need no join.</summary>
    public int CompletedTurns { get; private set; }

    public TimeSplit Time { get; private set; } = TimeSplit.Zero;

    /// <summary>Why the coordinator leaves this session out of the per-protocol analysis; null: it is in.</summary>
    public string? ExclusionReason { get; private set; }

    public string? CompletionCode { get; private set; }

    /// <summary>Raised by one on each write, so that two writers at once are noticed.</summary>
    public int Version { get; private set; }

    public bool IsOver => Step is SessionStep.Completed or SessionStep.Withdrawn or SessionStep.NotEligible;

    /// <summary>Keeps the answers to the screening questions; <paramref name="isEligible"/> says whether the session goes on to the allocation or ends.</summary>
    public void Screen(IEnumerable<IntakeAnswer> answers, bool isEligible)
    {
        Require(SessionStep.Consent);
        intake.Clear();
        intake.AddRange(answers);
        if (!isEligible) Step = SessionStep.NotEligible;
        Touch();
    }

    public void Allocate(Assignment assignment)
    {
        Require(SessionStep.Consent);
        (Arm, DocumentType, Step) = (assignment.Arm, assignment.DocumentType, SessionStep.Topic);
        Touch();
    }

    public void ChooseTopic(string topic)
    {
        Require(SessionStep.Topic);
        (Topic, Step) = (topic, SessionStep.Intake);
        Touch();
    }

    public void AnswerIntake(IEnumerable<IntakeAnswer> answers)
    {
        Require(SessionStep.Intake);
        intake.AddRange(answers);
        Step = SessionStep.Instructions;
        Touch();
    }

    public void BeginCoWriting(DateTimeOffset at)
    {
        Require(SessionStep.Instructions);
        (CoWritingStartedAt, Step) = (at, SessionStep.CoWriting);
        Touch();
    }

    public void TurnCompleted(int completedTurns) => (CompletedTurns, Version) = (completedTurns, Version + 1);

    public void EndCoWriting(DateTimeOffset at)
    {
        Require(SessionStep.CoWriting);
        (CoWritingEndedAt, Step) = (at, SessionStep.FinalRatings);
        Touch();
    }

    public void FinalRatingsGiven(bool freeTextFollows)
    {
        Require(SessionStep.FinalRatings);
        Step = freeTextFollows ? SessionStep.FreeText : SessionStep.Completed;
        Touch();
    }

    public void Complete(string completionCode, DateTimeOffset at)
    {
        if (Step is not (SessionStep.FreeText or SessionStep.FinalRatings or SessionStep.Completed)) Require(SessionStep.FreeText);
        (CompletionCode, CompletedAt, Step) = (completionCode, at, SessionStep.Completed);
        Touch();
    }

    public void Withdraw()
    {
        Step = SessionStep.Withdrawn;
        Touch();
    }

    public void TakeOver(string tab) => (ActiveTab, Version) = (tab, Version + 1);

    public void Seen(DateTimeOffset at) => LastSeenAt = at;

    public void SetTime(TimeSplit time) => Time = time;

    public void Exclude(string? reason) => ExclusionReason = reason;

    private void Touch() => Version++;

    private void Require(SessionStep step)
    {
        if (Step != step) throw new StudyRuleException($"This step belongs to '{step}', but the session is at '{Step}'. Reload the page to go on where you are.");
    }
}

using CollabLLM.Core.Documents;
using CollabLLM.Core.Participants;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data;

namespace CollabLLM.TestKit;

/// <summary>A study with sessions whose every text and time is known. Sessions begin a minute apart, in the order in which they are added.</summary>
public sealed class SampleStudy(CollabDbContext db, StudyDefinition? definition = null, string slug = "writing")
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private int people;

    public Study Study { get; } = new(slug, definition ?? Definition(), Start);

    public static StudyDefinition Definition() => new()
    {
        Title = "Writing together",
        Welcome = "Welcome.",
        Consent = "You may stop at any time.",
        TrainingConsent = "My conversation may be used for training.",
        Instructions = "Write.",
        DocumentTypes = [new("blog-post", "blog post", ["cycling to work", "a small garden"], [new("audience", "Who should read it?", ["beginners"]), new("tone", "How should it sound?", ["warm"])])],
        Arms = [new("K", "Base", new PolicyDefinition("base", null, new Sampling(Temperature: 0.7)), IsBaseline: true), new("T", "CollabLLM", new PolicyDefinition("collab"))],
        Seed = 42,
        Turns = new TurnRules(MinimumTurns: 2, MaximumTurns: 9),
        Checkpoint = new(RatingQuestion.Checkpoint, "How is it going?", new RatingScale()),
        FinalRatings = [new(RatingQuestion.DocumentQuality, "How good is the document?", new RatingScale()), new(RatingQuestion.OverallInteraction, "How was it?", new RatingScale())],
        FreeText = [new(TextQuestion.Strengths, "What was good?"), new(TextQuestion.Weaknesses, "What was not?")],
        Scoring = new ScoringSettings(SimulatorModel: "demo-simulator", Goal: "hindsight"),
        CompletionCode = "DONE",
    };

    public void Begin()
    {
        Study.MoveTo(StudyState.Open);
        db.Studies.Add(Study);
    }

    /// <summary>Adds one session with its turns, ratings, answers, revisions and events.</summary>
    public Session Add(int turns = 4, bool consents = true, bool completes = true, string? externalId = null, string message = "Make it livelier", string? document = null)
    {
        var number = people++;
        var at = Start.AddMinutes(number);
        var participant = new Participant(Study.Id, $"TOKEN{number:D8}{(slug == "writing" ? "" : slug)}", externalId, externalId is null ? null : "prolific", false, at);
        participant.Consent(new(consents, false), at);
        var assignment = new Assignment(Study.Id, participant.Id, number % 2 == 0 ? "K" : "T", "blog-post", number / 2, number % 2, 42, at);
        var session = new Session(Study.Id, participant.Id, at);
        session.Allocate(assignment);
        session.ChooseTopic("cycling to work");
        session.AnswerIntake([new("audience", "beginners"), new("tone", "warm")]);
        session.BeginCoWriting(at);
        db.AddRange(participant, assignment, session);
        for (var turn = 1; turn <= turns; turn++) AddTurn(session, turn, $"{message} ({number}.{turn})", at.AddSeconds(turn * 40));
        session.TurnCompleted(turns);
        session.SetTime(new TimeSplit(60_000, 30_000, 5_000, 12_000, 4_000, 0, 0, 1_000));
        db.Add(new DocumentRevision(session.Id, 1, RevisionCause.Autosave, """{"ops":[{"insert":"Cycling\n"}]}""", "Cycling", 1, at.AddSeconds(50)));
        db.Add(new DocumentRevision(session.Id, 2, RevisionCause.Final, """{"ops":[{"insert":"Cycling, every day\n"}]}""", document ?? $"Cycling to work, every day, number {number}. It is quiet and warm.", turns, at.AddSeconds(500)));
        db.Add(new SessionEvent(session.Id, 1, EventKinds.Step, at, null, null, """{"step":"CoWriting"}"""));
        if (completes) Complete(session, number, at.AddSeconds(520));
        return session;
    }

    private void AddTurn(Session session, int number, string message, DateTimeOffset at)
    {
        var turn = new Turn(session.Id, number, $"key-{number}", message, at);
        var attempt = new ReplyAttempt(turn.Id, 1, new string('a', 64), new string('b', 64), at);
        attempt.End(ReplyOutcome.Completed, $"Here is a draft about cycling, version {number}.", null, new ReplyFacts("hash", 7, 40, 12, 9, 1.5, 20.25, 110.5, "stop"), at.AddSeconds(2));
        turn.Settle(attempt);
        turn.SetTime(new TimeSplit(15_000, 8_000, 0, 2_000, 0, 0, 0, 0));
        db.AddRange(turn, attempt);
        if (number % 3 == 0) db.Add(new Rating(session.Id, RatingQuestion.Checkpoint, number, 7, null, at.AddSeconds(5)));
    }

    private void Complete(Session session, int number, DateTimeOffset at)
    {
        session.EndCoWriting(at);
        db.Add(new Rating(session.Id, RatingQuestion.DocumentQuality, null, 1 + (number % 10), null, at));
        db.Add(new Rating(session.Id, RatingQuestion.OverallInteraction, null, 9, "=nice", at));
        session.FinalRatingsGiven(freeTextFollows: true);
        db.Add(new Answer(session.Id, TextQuestion.Strengths, "Quick, \"clear\",\nand kind", at));
        session.Complete("DONE", at.AddSeconds(10));
    }
}

using CollabLLM.Core.Documents;
using CollabLLM.Core.Participants;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Statistics.Numerics;
using CollabLLM.Core.Studies;
using CollabLLM.Data;

namespace CollabLLM.TestKit;

/// <summary>
/// A study of three arms in the size of the published one, drawn from a seed: two baselines and one arm that is rated higher. Some arrive and leave,
/// some stop early, some withdraw, a few are excluded. Numbers are invented.
/// </summary>
public sealed class ComparedStudy(CollabDbContext db, string slug = "compared")
{
    private static readonly (string Code, double Quality, double Interaction, double Minutes)[] Truth = [("K", 7.9, 7.3, 20), ("M", 8.1, 7.6, 21), ("R", 8.5, 8.4, 18)];
    private readonly SeededRandom random = new SeededRandom(5).For(slug);

    public static StudyDefinition Definition() => SampleStudy.Definition() with
    {
        Title = "Writing with three assistants",
        DocumentTypes = [new("blog-post", "blog post", ["cycling to work"], []), new("story", "short story", ["the last train"], [])],
        Arms =
        [
            new("K", "Base", new PolicyDefinition("base"), IsBaseline: true),
            new("M", "Proactive Base", new PolicyDefinition("base", "Ask when something is unclear."), IsBaseline: true),
            new("R", "CollabLLM", new PolicyDefinition("collab")),
        ],
        Turns = new TurnRules(),
        PreRegistered = [RatingQuestion.OverallInteraction],
        Target = 180,
    };

    public Study Write(int perArm = 60)
    {
        var study = new Study(slug, Definition(), SampleStudy.Start);
        study.MoveTo(StudyState.Open);
        study.Freeze(SampleStudy.Start);
        db.Add(study);
        for (var i = 0; i < perArm / 6; i++) Visitor(study, i);
        for (var i = 0; i < perArm * Truth.Length; i++) Allocated(study, i);
        return study;
    }

    private void Visitor(Study study, int number)
    {
        var participant = new Participant(study.Id, $"{slug}-VISITOR{number:D6}", null, null, false, SampleStudy.Start);
        db.AddRange(participant, new Session(study.Id, participant.Id, SampleStudy.Start));
    }

    private void Allocated(Study study, int number)
    {
        var at = SampleStudy.Start.AddMinutes(number);
        var (code, quality, interaction, minutes) = Truth[number % Truth.Length];
        var type = number / Truth.Length % 2 == 0 ? "blog-post" : "story";
        var participant = new Participant(study.Id, $"{slug}-P{number:D8}", null, null, false, at);
        participant.Consent(new(ToTraining: false, ToRecording: false), at);
        var assignment = new Assignment(study.Id, participant.Id, code, type, number / 6, number % 6, 42, at);
        var session = new Session(study.Id, participant.Id, at);
        session.Allocate(assignment);
        session.ChooseTopic("cycling to work");
        session.AnswerIntake([]);
        db.AddRange(participant, assignment, session);
        if (number % 31 == 30) return;

        session.BeginCoWriting(at);
        var person = random.NextNormal();
        var isDropout = random.NextDouble() < 0.08;
        var turns = isDropout ? 1 + (int)(random.NextDouble() * 7) : 8 + (int)(random.NextDouble() * 3);
        for (var turn = 1; turn <= turns; turn++) Turn(session, turn, interaction + 0.9 * person, at.AddMinutes(turn * 2));
        session.TurnCompleted(turns);
        var active = minutes * Math.Exp(0.3 * random.NextNormal()) * 60_000;
        session.SetTime(new TimeSplit((long)(active * 0.5), (long)(active * 0.4), (long)(active * 0.1), turns * 6000L, (long)(active * 0.1), 0, 0, 0));
        db.Add(new DocumentRevision(session.Id, 1, RevisionCause.Final, """{"ops":[{"insert":"Cycling\n"}]}""", $"Here is a draft about cycling for you. {string.Join(' ', Enumerable.Repeat("quiet roads", 20 + number % 40))}", turns, at.AddMinutes(20)));
        if (isDropout && number % 3 == 0) session.Withdraw();
        if (isDropout) return;

        session.EndCoWriting(at.AddMinutes(25));
        db.Add(new Rating(session.Id, RatingQuestion.DocumentQuality, null, Mark(quality + 0.6 * person), null, at.AddMinutes(26)));
        db.Add(new Rating(session.Id, RatingQuestion.OverallInteraction, null, Mark(interaction + 0.6 * person), null, at.AddMinutes(26)));
        session.FinalRatingsGiven(freeTextFollows: true);
        session.Complete("DONE", at.AddMinutes(27));
        if (number % 40 == 7) session.Exclude("pasted a finished text");
    }

    private void Turn(Session session, int number, double interaction, DateTimeOffset at)
    {
        var turn = new Turn(session.Id, number, $"key-{number}", $"Please make part {number} a little warmer", at);
        var attempt = new ReplyAttempt(turn.Id, 1, new string('a', 64), new string('b', 64), at);
        attempt.End(ReplyOutcome.Completed, $"Here is a draft about cycling for you, version {number}.", null, new ReplyFacts("hash", 7, 40, 12, 9, 1.5, 20.25, 110.5, "stop"), at.AddSeconds(6));
        turn.Settle(attempt);
        db.AddRange(turn, attempt);
        if (number % 3 == 0) db.Add(new Rating(session.Id, RatingQuestion.Checkpoint, number, Mark(interaction + 0.1 * number), null, at.AddSeconds(10)));
    }

    private int Mark(double mean) => (int)Math.Clamp(Math.Round(mean + 1.1 * random.NextNormal()), 1, 10);
}

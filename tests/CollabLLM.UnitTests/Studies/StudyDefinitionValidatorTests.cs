using CollabLLM.Core.Policies;
using CollabLLM.Core.Statistics.Sequential;
using CollabLLM.Core.Studies;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Studies;

public sealed class StudyDefinitionValidatorTests
{
    [Fact]
    public void A_good_study_has_no_problems_and_survives_its_file()
    {
        var study = SampleStudy.Definition();

        var (read, problems) = StudyDefinitionValidator.Read(study.ToJson());

        Assert.Empty(problems);
        Assert.Equal(study.Hash(), read!.Hash());
    }

    [Fact]
    public void The_demonstration_study_is_a_good_study_with_neutral_codes()
    {
        var (study, problems) = StudyDefinitionValidator.Read(File.ReadAllText(Path.Combine(Root(), "studies", "demo.json")));

        Assert.Empty(problems);
        Assert.Equal(["K", "M", "R"], study!.Arms.Select(a => a.Code));
        Assert.All(study.DocumentTypes, t => Assert.Equal((8, 3), (t.Topics.Count, t.Intake.Count)));
        Assert.Equal((8, 3), (study.Turns.MinimumTurns, study.Turns.RateEveryTurns));
    }

    public static TheoryData<string, StudyDefinition> Wrong => new()
    {
        { "arms is empty", SampleStudy.Definition() with { Arms = [] } },
        { "Two arms have the same code", SampleStudy.Definition() with { Arms = [new("K", "A", new PolicyDefinition("m")), new("K", "B", new PolicyDefinition("m"))] } },
        { "arms[0].policy.model is empty", SampleStudy.Definition() with { Arms = [new("K", "A", new PolicyDefinition(""))] } },
        { "documentTypes is empty", SampleStudy.Definition() with { DocumentTypes = [] } },
        { "humanPairs.pickAtTurns holds 31", SampleStudy.Definition() with { HumanPairs = new HumanPairSettings { PickAtTurns = [31] }, Turns = new TurnRules(8, 30) } },
        { "humanPairs.pickAtTurns holds 0", SampleStudy.Definition() with { HumanPairs = new HumanPairSettings { PickAtTurns = [0] } } },
        { "humanPairs.pickAtTurns holds one exchange twice", SampleStudy.Definition() with { HumanPairs = new HumanPairSettings { PickAtTurns = [2, 2] } } },
        { "turns.maximumTurns (3) is below turns.minimumTurns (8)", SampleStudy.Definition() with { Turns = new TurnRules(8, 3) } },
        { "completionCode must have", SampleStudy.Definition() with { CompletionCode = "" } },
        { "notEligibleUrl must be a whole address", SampleStudy.Definition() with { NotEligibleUrl = "javascript:alert(1)" } },
        { "completionUrl must be a whole address", SampleStudy.Definition() with { CompletionUrl = "javascript:alert(1)" } },
        { "The scale of 'interaction-checkpoint' runs from 5 to 5", SampleStudy.Definition() with { Checkpoint = SampleStudy.Definition().Checkpoint with { Scale = new(5, 5) } } },
        { "Two questions have the same key", SampleStudy.Definition() with { FinalRatings = [SampleStudy.Definition().Checkpoint] } },
        { "plan.looks are shares of target, and target is missing", Planning(new PlannedLooks([0.5, 1])) with { Target = null } },
        { "plan.looks.at holds 0 looks", Planning(new PlannedLooks([])) },
        { "plan.looks.at must rise from above 0 to 1", Planning(new PlannedLooks([0.5, 0.5, 1])) },
        { "plan.looks.at must rise from above 0 to 1", Planning(new PlannedLooks([50, 100])) },
        { "plan.looks.at ends at 0.75", Planning(new PlannedLooks([0.5, 0.75])) },
        { "plan.looks.spending is 7", Planning(new PlannedLooks([1], (Spending)7)) },
        { "plan.margins gives 'document-quality' the margin 0", Planning(null, new PlannedMargin("document-quality", 0)) },
        { "plan.margins holds an entry without an outcome", Planning(null, new PlannedMargin(" ", 1)) },
        { "plan.margins names one outcome twice", Planning(null, new PlannedMargin("turns", 1), new PlannedMargin("turns", 2)) },
        { "repeatsPerBlock is 0", SampleStudy.Definition() with { RepeatsPerBlock = 0 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_said_with_its_place(string sentence, StudyDefinition study) =>
        Assert.Contains(StudyDefinitionValidator.Problems(study), p => p.Contains(sentence, StringComparison.Ordinal));

    [Fact]
    public void A_plan_survives_its_file_and_a_file_without_one_keeps_its_hash()
    {
        var study = Planning(new PlannedLooks([0.25, 0.5, 1], Spending.Pocock), new PlannedMargin("document-quality", 0.5));

        var (read, problems) = StudyDefinitionValidator.Read(study.ToJson());

        Assert.Empty(problems);
        Assert.Equal([0.25, 0.5, 1], read!.Plan!.Looks!.At);
        Assert.Equal((Spending.Pocock, new PlannedMargin("document-quality", 0.5)), (read.Plan.Looks.Spending, Assert.Single(read.Plan.Margins)));
        Assert.Equal(study.Hash(), read.Hash());
        Assert.DoesNotContain("\"plan\"", SampleStudy.Definition().ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"plan\": {\"looks\": {\"at\": [0.5, 1], \"spending\": \"Fleming\"}}", "one of OBrienFleming, Pocock is expected here")]
    [InlineData("\"plan\": {\"looks\": {\"at\": 0.5}}", "a list in square brackets is expected here")]
    [InlineData("\"plan\": {\"margins\": [{\"outcome\": \"turns\", \"margin\": \"two\"}]}", "a number is expected here")]
    [InlineData("\"plan\": {\"margins\": [0.5]}", "an object in curly brackets is expected here")]
    [InlineData("\"target\": \"many\"", "a whole number is expected here")]
    public void A_value_of_the_wrong_kind_is_named_without_the_words_of_the_code(string entry, string sentence)
    {
        var (_, problems) = StudyDefinitionValidator.Read(SampleStudy.Definition().ToJson().Replace("\"repeatsPerBlock\"", entry + ", \"repeatsPerBlock\"", StringComparison.Ordinal));

        var problem = Assert.Single(problems);
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"title":"x"}""")]
    [InlineData("""{"titel":"x"}""")]
    [InlineData("")]
    public void A_file_that_is_not_a_study_is_a_sentence_and_not_an_exception(string json)
    {
        var (study, problems) = StudyDefinitionValidator.Read(json);

        Assert.Null(study);
        Assert.Single(problems);
    }

    [Fact]
    public void No_damage_to_a_study_file_throws()
    {
        var json = SampleStudy.Definition().ToJson();
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = json.ToCharArray();
            for (var hits = random.Next(1, 4); hits > 0; hits--) damaged[random.Next(damaged.Length)] = "{}[]\":,0x-null"[random.Next(14)];
            var (study, problems) = StudyDefinitionValidator.Read(new string(damaged, 0, random.Next(damaged.Length / 2, damaged.Length + 1)));
            Assert.True(study is null == problems.Count > 0);
        }
    }

    private static StudyDefinition Planning(PlannedLooks? looks, params PlannedMargin[] margins) => SampleStudy.Definition() with { Target = 120, Plan = new(looks, margins) };

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CollabLLM.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}

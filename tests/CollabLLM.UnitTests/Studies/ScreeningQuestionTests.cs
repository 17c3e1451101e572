using CollabLLM.Core.Studies;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Studies;

public sealed class ScreeningQuestionTests
{
    public static TheoryData<string, string, string, string[], string[]> Faulty => new()
    {
        { "key must have 1 to 64", "", "Do you?", ["yes", "no"], ["yes"] },
        { "text is empty", "q", " ", ["yes", "no"], ["yes"] },
        { "two or more different answers", "q", "Do you?", ["yes"], ["yes"] },
        { "two or more different answers", "q", "Do you?", ["yes", "yes"], ["yes"] },
        { "\"perhaps\", which is none of its options", "q", "Do you?", ["yes", "no"], ["perhaps"] },
        { "at least one of the options, and not all", "q", "Do you?", ["yes", "no"], [] },
        { "at least one of the options, and not all", "q", "Do you?", ["yes", "no"], ["yes", "no"] },
        { "same key", "audience", "Do you?", ["yes", "no"], ["yes"] },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void What_is_wrong_with_a_question_is_said(string sentence, string key, string text, string[] options, string[] eligible)
    {
        var study = SampleStudy.Definition() with { Screening = [new(key, text, options, eligible)] };

        Assert.Contains(StudyDefinitionValidator.Problems(study), p => p.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_study_without_questions_keeps_the_hash_that_it_had_before_there_were_any()
    {
        Assert.DoesNotContain("screening", SampleStudy.Definition().ToJson(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("notEligible", SampleStudy.Definition().ToJson(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_good_question_is_read_from_a_study_file()
    {
        var study = SampleStudy.Definition() with { Screening = [new("english", "Do you?", ["yes", "no"], ["yes"])] };

        var (read, problems) = StudyDefinitionValidator.Read(study.ToJson());

        Assert.Empty(problems);
        Assert.True(read!.Screening!.Single().Admits("yes"));
    }
}

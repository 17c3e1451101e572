using CollabLLM.Core.Studies;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Studies.Editing;

namespace CollabLLM.ComponentTests.Studies;

public sealed class StudyDraftTests
{
    [Fact]
    public void A_study_that_nobody_touched_comes_out_as_it_went_in()
    {
        var sample = SampleStudy.Definition();

        Assert.Equal(sample.ToJson(), StudyDraft.From(sample).ToDefinition().ToJson());
    }

    [Fact]
    public async Task The_demonstration_comes_out_as_it_went_in()
    {
        var demonstration = await CollabLLM.Data.Studies.SeedDemoStudy.DefinitionAsync(default);

        Assert.Equal(demonstration.Hash(), StudyDraft.From(demonstration).ToDefinition().Hash());
    }

    [Fact]
    public void What_was_edited_is_in_the_definition_and_the_rest_stays()
    {
        var sample = SampleStudy.Definition();
        var draft = StudyDraft.From(sample);
        draft.Title = "  Another title ";
        draft.Arms[0].SystemPrompt = "   ";
        draft.Arms.RemoveAt(1);
        draft.DocumentTypes[0].Topics = "one\n\n  two \n";
        draft.RateEveryTurns = 4;

        var edited = draft.ToDefinition();

        Assert.Equal("Another title", edited.Title);
        Assert.Null(Assert.Single(edited.Arms).Policy.SystemPrompt);
        Assert.Equal(["one", "two"], edited.DocumentTypes[0].Topics);
        Assert.Equal(sample.Turns with { RateEveryTurns = 4 }, edited.Turns);
        Assert.Equal((sample.Seed, sample.Scoring, sample.CompletionCode), (edited.Seed, edited.Scoring, edited.CompletionCode));
    }
}

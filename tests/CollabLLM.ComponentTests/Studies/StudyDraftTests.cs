using Bunit;
using CollabLLM.Core.Statistics.Sequential;
using CollabLLM.Core.Studies;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Studies.Editing;

namespace CollabLLM.ComponentTests.Studies;

public sealed class StudyDraftTests : BunitContext
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
    public void Screening_questions_come_out_as_they_went_in_and_can_be_added()
    {
        var screened = SampleStudy.Definition() with { Screening = [new("english", "How often do you write English?", ["daily", "never", "weekly"], ["weekly", "daily"])], NotEligibleText = "Thanks.", NotEligibleUrl = "https://example.org/out" };
        var draft = StudyDraft.From(screened);
        Assert.Equal(screened.ToJson(), draft.ToDefinition().ToJson());

        var form = Render<ScreeningFields>(p => p.Add(f => f.Draft, draft));
        form.FindAll("button").Single(b => b.TextContent == "Add a question").Click();
        form.Find("#screening-text-1").Change("Are you an adult?");
        form.Find("#screening-key-1").Change("adult");
        form.Find("#screening-in-1").Change("yes");
        form.Find("#screening-out-1").Change("no");
        form.Find("#screening-said").Change("Thank you all the same.");

        Assert.Equal(("Thank you all the same.", "https://example.org/out"), (draft.ToDefinition().NotEligibleText, draft.ToDefinition().NotEligibleUrl));
        var added = draft.ToDefinition().Screening![1];
        Assert.Equal(("adult", "Are you an adult?", "yes, no", "yes"), (added.Key, added.Text, string.Join(", ", added.Options), string.Join(", ", added.Eligible)));
    }

    [Fact]
    public void A_plan_comes_out_as_it_went_in_with_outcomes_that_the_form_does_not_know()
    {
        var planned = SampleStudy.Definition() with
        {
            Target = 120, PreRegistered = ["overall-interaction", "mr-v2-offline-simulated", "document-quality"],
            Plan = new(new PlannedLooks([0.3333, 0.5, 1], Spending.Pocock), [new("turns", 1.5), new("document-quality", 0.5)]),
        };

        Assert.Equal(planned.ToJson(), StudyDraft.From(planned).ToDefinition().ToJson());
    }

    [Fact]
    public void The_form_names_primary_outcomes_a_margin_and_looks()
    {
        var draft = StudyDraft.From(SampleStudy.Definition());
        var form = Render<PlanFields>(p => p.Add(f => f.Plan, draft.Plan));

        form.Find("input[aria-label='Active time is primary']").Change(true);
        form.Find("input[aria-label^='Active time: a difference']").Change("2.5");
        form.FindAll("button").Single(b => b.TextContent == "Add a look").Click();
        form.Find("#look-1").Change("40");
        form.Find("#spending").Change(nameof(Spending.Pocock));

        var definition = draft.ToDefinition();
        Assert.Contains("active-minutes", definition.PreRegistered);
        Assert.Equal(new PlannedMargin("active-minutes", 2.5), Assert.Single(definition.Plan!.Margins));
        Assert.Equal([0.4, 1], definition.Plan.Looks!.At);
        Assert.Equal(Spending.Pocock, definition.Plan.Looks.Spending);
        Assert.Empty(StudyDefinitionValidator.Problems(definition with { Target = 100 }));
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

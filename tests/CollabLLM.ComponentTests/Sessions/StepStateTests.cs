using Bunit;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;
using Microsoft.AspNetCore.Components;

namespace CollabLLM.ComponentTests.Sessions;

/// <summary>The steps beside the co-writing while they are saved, empty and at their place in the way.</summary>
public sealed class StepStateTests : BunitContext
{
    private static readonly StudyDefinition Study = SampleStudy.Definition();

    [Fact]
    public void While_a_step_is_saved_none_of_its_ways_on_can_be_pressed()
    {
        AllDisabled(Render<ConsentStep>(p => p.Add(s => s.Study, Study).Add(s => s.Busy, true)));
        AllDisabled(Render<TopicStep>(p => p.Add(s => s.Type, Study.DocumentTypes[0]).Add(s => s.Busy, true)));
        AllDisabled(Render<IntakeStep>(p => p.Add(s => s.Type, Study.DocumentTypes[0]).Add(s => s.Topic, "bees").Add(s => s.Busy, true)), ".step-actions button");
        AllDisabled(Render<InstructionsStep>(p => p.Add(s => s.Study, Study).Add(s => s.Busy, true)));
        AllDisabled(Render<FinalRatingsStep>(p => p.Add(s => s.Study, Study with { Session = new SessionSettings(PreferNotToSay: true) }).Add(s => s.Busy, true)));
        AllDisabled(Render<FreeTextStep>(p => p.Add(s => s.Study, Study).Add(s => s.Busy, true)));
    }

    [Fact]
    public void Instructions_are_shown_as_the_study_wrote_them_and_lead_to_the_writing()
    {
        var began = 0;
        var step = Render<InstructionsStep>(p => p.Add(s => s.Study, Study with { Instructions = "Write **eight** messages." }).Add(s => s.OnBegin, () => began++));

        step.Find("button").Click();

        Assert.Equal("eight", step.Find(".prose strong").TextContent);
        Assert.Equal(1, began);
    }

    [Fact]
    public void A_question_that_must_be_answered_waits_for_words_and_an_optional_one_does_not()
    {
        IReadOnlyList<AnswerInput>? given = null;
        var step = Render<FreeTextStep>(p => p
            .Add(s => s.Study, Study with { FreeText = [new("good", "What was good?", Required: true), new("more", "Anything else?", Required: false)] })
            .Add(s => s.OnGive, answers => given = answers));
        Assert.True(step.Find("button").HasAttribute("disabled"));
        step.Find("#good").Input("  ");
        Assert.True(step.Find("button").HasAttribute("disabled"));

        step.Find("#good").Input("It asked first.");
        step.Find("form").Submit();

        Assert.Equal([new AnswerInput("good", "It asked first."), new AnswerInput("more", "")], given!);
        Assert.Contains("(optional)", step.Find("label[for=more]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_presses_on_one_final_rating_leave_no_question_out()
    {
        var (writing, written) = (new TaskCompletionSource<bool>(), 0);
        var step = Render<FinalRatingsStep>(p => p.Add(s => s.Study, Study).Add(s => s.Rate, _ =>
        {
            written++;
            return writing.Task;
        }));
        step.FindAll("input[type=radio]")[8].Change("9");

        step.Find("form").Submit();
        step.Find("form").Submit();
        writing.SetResult(true);

        step.WaitForAssertion(() => Assert.Contains("Question 2 of 2", step.Markup, StringComparison.Ordinal));
        Assert.Contains(Study.FinalRatings[1].Text, step.Find("legend").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, written);
    }

    [Theory]
    [InlineData(SessionStep.Consent, "Step 1 of 7: your consent")]
    [InlineData(SessionStep.CoWriting, "Step 5 of 7: writing together")]
    [InlineData(SessionStep.FreeText, "Step 7 of 7: last questions")]
    public void Each_step_says_where_it_stands(SessionStep step, string expected) => Assert.Equal(expected, Render<StepProgress>(p => p.Add(s => s.Step, step)).Find("span").TextContent);

    [Fact]
    public void After_the_last_step_there_is_no_more_way_to_show() => Assert.Equal("", Render<StepProgress>(p => p.Add(s => s.Step, SessionStep.Completed)).Markup.Trim());

    private static void AllDisabled<T>(IRenderedComponent<T> step, string buttons = "button") where T : IComponent
    {
        Assert.NotEmpty(step.FindAll(buttons));
        Assert.All(step.FindAll(buttons), b => Assert.True(b.HasAttribute("disabled"), b.OuterHtml));
    }
}

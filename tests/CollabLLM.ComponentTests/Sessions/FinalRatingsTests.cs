using Bunit;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;

namespace CollabLLM.ComponentTests.Sessions;

public sealed class FinalRatingsTests : BunitContext
{
    private readonly List<RatingInput> written = [];
    private IReadOnlyList<RatingInput>? given;

    [Fact]
    public void Each_answer_is_written_before_the_page_goes_on()
    {
        var step = Show(SampleStudy.Definition());

        Answer(step, 9);
        Assert.Equal([new RatingInput(RatingQuestion.DocumentQuality, 9, null)], written);
        Answer(step, 4);

        Assert.Equal([new RatingInput(RatingQuestion.DocumentQuality, 9, null), new RatingInput(RatingQuestion.OverallInteraction, 4, null)], given);
    }

    [Fact]
    public void After_a_reload_the_first_question_without_an_answer_is_shown()
    {
        var step = Show(SampleStudy.Definition(), [new RatingView(RatingQuestion.DocumentQuality, null, 9, null)]);

        Assert.Contains("How was it?", step.Find("legend").TextContent);
    }

    [Fact]
    public void An_answer_that_was_not_written_keeps_the_page_where_it_is()
    {
        var step = Render<FinalRatingsStep>(p => p.Add(s => s.Study, SampleStudy.Definition()).Add(s => s.Rate, _ => Task.FromResult(false)));

        Answer(step, 9);

        Assert.Contains("How good is the document?", step.Find("legend").TextContent);
    }

    [Fact]
    public void Where_the_study_allows_it_a_question_may_be_declined_and_that_is_an_answer_too()
    {
        var step = Show(SampleStudy.Definition() with { Session = new SessionSettings(PreferNotToSay: true) });

        step.Find("button.quiet").Click();
        step.Find("button.quiet").Click();

        Assert.Equal([null, null], given!.Select(r => r.Value));
        Assert.Empty(Show(SampleStudy.Definition()).FindAll("button.quiet"));
    }

    private IRenderedComponent<FinalRatingsStep> Show(StudyDefinition study, IReadOnlyList<RatingView>? before = null) => Render<FinalRatingsStep>(p => p
        .Add(s => s.Study, study)
        .Add(s => s.Given, before ?? [])
        .Add(s => s.OnGive, all => given = all)
        .Add(s => s.Rate, one =>
        {
            written.Add(one);
            return Task.FromResult(true);
        }));

    private static void Answer(IRenderedComponent<FinalRatingsStep> step, int mark)
    {
        step.FindAll("input[type=radio]")[mark - 1].Change($"{mark}");
        step.Find("form").Submit();
    }
}

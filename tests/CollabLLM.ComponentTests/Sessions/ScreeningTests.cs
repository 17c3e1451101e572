using Bunit;
using CollabLLM.Core.Participants;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;

namespace CollabLLM.ComponentTests.Sessions;

public sealed class ScreeningTests : BunitContext
{
    [Fact]
    public void Every_screening_question_is_answered_before_the_participant_can_go_on()
    {
        ConsentChoices? given = null;
        var study = SampleStudy.Definition() with { Screening = [new("english", "Do you write English?", ["yes", "no"], ["yes"]), new("adult", "Are you an adult?", ["yes", "no"], ["yes"])] };
        var step = Render<ConsentStep>(p => p.Add(s => s.Study, study).Add(s => s.OnConsent, choices => given = choices));

        step.Find("input[type=checkbox]").Change(true);
        step.Find("input[name=english]").Change("on");
        Assert.True(step.Find("button[type=submit]").HasAttribute("disabled"));
        step.FindAll("input[name=adult]")[1].Change("on");
        Assert.False(step.Find("button[type=submit]").HasAttribute("disabled"));
        step.Find("form").Submit();

        Assert.Equal([("english", "yes"), ("adult", "no")], given!.Screening.Select(a => (a.Question, a.Text)));
        Assert.Equal(["Do you write English?", "Are you an adult?"], step.FindAll("legend").Select(l => l.TextContent));
    }
}

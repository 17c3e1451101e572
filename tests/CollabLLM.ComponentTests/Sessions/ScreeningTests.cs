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

    [Fact]
    public void Who_is_ruled_out_reads_the_studys_own_words_and_finds_the_way_back()
    {
        var step = Render<NotEligibleStep>(p => p.Add(s => s.Study, SampleStudy.Definition() with { NotEligibleText = "Thanks, <b>but</b> no.", NotEligibleUrl = "https://example.org/out" }));

        Assert.Equal("Thanks, <b>but</b> no.", step.Find("p").TextContent);
        Assert.Equal("https://example.org/out", step.Find("a").GetAttribute("href"));
        var plain = Render<NotEligibleStep>(p => p.Add(s => s.Study, SampleStudy.Definition()));
        Assert.Empty(plain.FindAll("a"));
        Assert.Contains("ends here", plain.Markup, StringComparison.Ordinal);
    }
}

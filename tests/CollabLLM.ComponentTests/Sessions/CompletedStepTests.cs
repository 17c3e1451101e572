using Bunit;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;

namespace CollabLLM.ComponentTests.Sessions;

public sealed class CompletedStepTests : BunitContext
{
    [Fact]
    public void The_code_stands_beside_a_button_that_copies_it()
    {
        var step = Show(null);

        Assert.Equal("DONE-7", step.Find("[data-testid=completion-code]").TextContent);
        Assert.Equal("DONE-7", step.Find($"#{step.Find("button[data-copy]").GetAttribute("data-copy")}").TextContent);
        Assert.Equal("status", step.Find("#completion-code-copied").GetAttribute("role"));
        Assert.Empty(step.FindAll("a"));
    }

    [Fact]
    public void A_study_that_came_from_a_platform_leads_back_to_it_with_its_whole_address()
    {
        const string address = "https://app.prolific.com/submissions/complete?cc=DONE-7&a=b";

        Assert.Equal(address, Show(address).Find("a").GetAttribute("href"));
    }

    private IRenderedComponent<CompletedStep> Show(string? address) => Render<CompletedStep>(p => p.Add(s => s.View, new SessionView(
        Guid.NewGuid(), Guid.NewGuid(), "study", StudyState.Open, SampleStudy.Definition() with { CompletionUrl = address }, SessionStep.Completed, null, null, [], DateTimeOffset.UnixEpoch, null, null,
        0, null, [], [], [], null, [], PauseView.Of([]), false, false, "DONE-7", 1)));
}

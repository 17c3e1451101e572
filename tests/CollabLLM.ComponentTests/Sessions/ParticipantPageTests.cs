using Bunit;
using CollabLLM.Data.Participants;
using CollabLLM.Web.Features.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.ComponentTests.Sessions;

/// <summary>The page that holds all steps: while it reads, without a session, without a database, and while a step is saved.</summary>
public sealed class ParticipantPageTests : CoWritingScene
{
    private ParticipantState state = default!;

    public ParticipantPageTests()
    {
        Services.AddTransient(_ => state);
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public async Task While_the_session_is_read_the_page_says_so()
    {
        var token = await JoinAsync();
        var held = HoldDatabase();

        var page = Show(token);

        Assert.Equal("Opening your session.", page.Find("[role=status]").TextContent);
        held.SetResult();
        Assert.Equal("Before you begin", page.WaitForElement("h1").TextContent);
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_says_what_to_check()
    {
        await Host.OpenStudyAsync();

        var page = Show("no-such-token");

        Assert.Equal("There is no session at this address", page.WaitForElement("h1").TextContent);
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task A_session_that_cannot_be_read_is_not_taken_for_none()
    {
        var token = await JoinAsync();
        IsDown = true;

        var page = Show(token);

        Assert.Equal("Your session could not be opened just now", page.WaitForElement("h1").TextContent);
        Assert.NotNull(page.Find("button[data-reload]"));
        IsDown = false;
        Assert.Equal("Before you begin", Show(token).WaitForElement("h1").TextContent);
    }

    [Fact]
    public async Task A_step_that_could_not_be_saved_stays_says_so_and_goes_on_at_the_next_press()
    {
        var page = Show(await JoinAsync());
        page.WaitForElement("input[type=checkbox]").Change(true);
        IsDown = true;

        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("could not be saved", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Before you begin", page.Find("h1").TextContent);
        IsDown = false;
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal("You will write a blog post", page.Find("h1").TextContent));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task A_second_press_while_a_step_is_saved_is_not_taken_for_done()
    {
        var page = Show(await JoinAsync());
        page.WaitForElement("form");

        var held = HoldDatabase();
        page.Find("input[type=checkbox]").Change(true);
        page.Find("form").Submit();
        Assert.All(page.FindAll("form button"), b => Assert.True(b.HasAttribute("disabled")));
        Assert.Contains("Something else is being saved", await page.InvokeAsync(() => state.AskHelpAsync("Is anybody here?")), StringComparison.Ordinal);
        held.SetResult();

        page.WaitForAssertion(() => Assert.Equal("You will write a blog post", page.Find("h1").TextContent));
        Assert.Empty(state.View!.Help);
    }

    [Fact]
    public async Task Who_has_left_sees_that_and_nothing_to_fill_in()
    {
        var token = await JoinAsync();
        await Host.Get<Withdraw>().RunAsync((await Host.ViewAsync(token)).SessionId, keepData: true, default);

        var page = Show(token);

        Assert.Equal("You have left the study", page.WaitForElement("h1").TextContent);
        Assert.Empty(page.FindAll("form, footer, .step-bar"));
    }

    private IRenderedComponent<ParticipantPage> Show(string token)
    {
        state = Make<ParticipantState>();
        return Render<ParticipantPage>(p => p.Add(c => c.Token, token));
    }

    private async Task<string> JoinAsync()
    {
        await Host.OpenStudyAsync();
        return await Host.JoinAsync();
    }
}

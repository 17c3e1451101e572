using AngleSharp.Dom;
using Bunit;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.ComponentTests.Sessions;

/// <summary>The page around the two panes in each of its states.</summary>
public sealed class CoWritingTests : CoWritingScene
{
    private CoWritingState state = default!;

    [Fact]
    public async Task Until_both_panes_answer_it_does_not_say_that_it_is_ready()
    {
        Document.SetupVoid("open", _ => true);

        var page = await ShowAsync();

        page.WaitForAssertion(() => Document.VerifyInvoke("open"));
        Assert.Equal("false", page.Find(".cowriting").GetAttribute("data-ready"));
        Assert.Equal("Opening your document.", page.Find(".document-pane [role=status]").TextContent);
    }

    [Fact]
    public async Task At_first_it_says_how_much_there_is_to_do_and_offers_no_end()
    {
        var page = await ShowAsync();

        page.WaitForAssertion(() => Assert.Equal("true", page.Find(".cowriting").GetAttribute("data-ready")));
        Assert.Equal("Writing a blog post together", page.Find("h1").TextContent);
        Assert.Contains("0 of 1 exchanges", page.Find(".steps").TextContent, StringComparison.Ordinal);
        Assert.Contains("You can finish after 1", page.Find(".steps").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent == "Finish");
    }

    [Fact]
    public async Task While_a_reply_is_made_the_session_cannot_be_finished()
    {
        var page = await ShowAsync();
        Reply.SetResult("Here it is.");
        await ExchangeAsync(page, 1);
        Assert.False(Button(page, "Finish").HasAttribute("disabled"));

        Reply = new();
        await page.InvokeAsync(() => state.SendAsync("key-2", "and the end, please"));
        page.WaitForAssertion(() => Assert.True(Button(page, "Finish").HasAttribute("disabled")));
        Reply.SetResult("Here is the end.");

        page.WaitForAssertion(() => Assert.False(Button(page, "Finish").HasAttribute("disabled")));
    }

    [Fact]
    public async Task An_end_that_cannot_be_saved_is_said_above_both_panes_and_the_page_stays()
    {
        var page = await ShowAsync();
        Reply.SetResult("Here it is.");
        await ExchangeAsync(page, 1);
        IsDown = true;

        Button(page, "Finish").Click();

        page.WaitForAssertion(() => Assert.Contains("could not be saved", page.Find(".bar [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll(".turn-me"));
        IsDown = false;
        Button(page, "Finish").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".bar [role=alert]")));
    }

    [Fact]
    public async Task While_the_database_is_gone_the_page_opens_as_soon_as_it_is_back()
    {
        IsDown = true;
        var page = await ShowAsync(down: true);
        page.WaitForAssertion(() => Assert.Contains("could not be read", page.Find(".bar [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("false", page.Find(".cowriting").GetAttribute("data-ready"));

        IsDown = false;

        page.WaitForAssertion(() => Assert.Equal("true", page.Find(".cowriting").GetAttribute("data-ready")));
        Assert.Empty(page.FindAll(".bar [role=alert]"));
    }

    [Fact]
    public async Task Where_another_tab_writes_nothing_can_be_changed_until_the_person_goes_on_here()
    {
        var page = await ShowAsync();
        page.WaitForAssertion(() => Assert.Equal("true", page.Find(".cowriting").GetAttribute("data-ready")));
        await Host.Get<TakeOverTab>().RunAsync(state.View.SessionId, "another", default);
        await page.InvokeAsync(state.ReloadAsync);
        page.WaitForAssertion(() => Assert.Contains("open somewhere else", page.Find("h1").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("textarea"));

        IsDown = true;
        Button(page, "Continue here").Click();
        page.WaitForAssertion(() => Assert.Contains("could not be saved", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        IsDown = false;
        Button(page, "Continue here").Click();

        page.WaitForAssertion(() => Assert.Equal("true", page.Find(".cowriting").GetAttribute("data-ready")));
        Assert.Equal(SessionHost.Tab, (await Host.ViewAsync(Token)).ActiveTab);
    }

    [Fact]
    public async Task A_pause_that_cannot_end_just_now_says_so_in_the_panel_itself()
    {
        var page = await ShowAsync();
        Button(page, "Pause").Click();
        page.WaitForAssertion(() => Assert.Contains("Everything is saved", page.Find("dialog").TextContent, StringComparison.Ordinal));
        IsDown = true;

        Button(page, "Go on writing").Click();

        page.WaitForAssertion(() => Assert.Contains("could not be saved", page.Find("dialog [role=alert]").TextContent, StringComparison.Ordinal));
        IsDown = false;
        Button(page, "Go on writing").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("dialog")));
    }

    private static IElement Button(IRenderedComponent<CoWriting> page, string text) => page.FindAll("button").Single(b => b.TextContent == text);

    private async Task<IRenderedComponent<CoWriting>> ShowAsync(bool down = false)
    {
        IsDown = false;
        state = await CoWriteAsync(SampleStudy.Definition() with { Turns = new TurnRules(MinimumTurns: 1, MaximumTurns: 9) });
        IsDown = down;
        Services.AddScoped(_ => state);
        return Render<CoWriting>(p => p.Add(c => c.View, state.View).Add(c => c.Token, Token).Add(c => c.Ask, _ => Task.FromResult<string?>(null)).Add(c => c.Withdraw, _ => Task.FromResult<string?>(null)));
    }

    private async Task ExchangeAsync(IRenderedComponent<CoWriting> page, int number)
    {
        await page.InvokeAsync(() => state.SendAsync($"key-{number}", $"please write part {number}"));
        page.WaitForAssertion(() => Assert.Contains($"{number} of 1 exchanges", page.Find(".steps").TextContent, StringComparison.Ordinal));
    }
}

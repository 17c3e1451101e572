using Bunit;
using CollabLLM.Core.Policies;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using CollabLLM.Web.Features.Sessions;

namespace CollabLLM.ComponentTests.Sessions;

/// <summary>The conversation in each of its states, over a real session in a database and a policy that the test holds by the hand.</summary>
public sealed class ConversationPaneTests : CoWritingScene
{
    [Fact]
    public async Task At_first_it_says_what_to_do_and_nothing_can_be_sent()
    {
        var pane = Show(await OpenAsync());

        Assert.Contains("Say what you would like to write about", pane.Find(".stream").TextContent, StringComparison.Ordinal);
        Assert.True(pane.Find("button[type=submit]").HasAttribute("disabled"));
        pane.Find("#message").Input("please write a draft");
        Assert.False(pane.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task While_a_reply_is_made_it_can_be_stopped_and_at_its_end_it_is_read_out_whole()
    {
        var state = await OpenAsync();
        var pane = Show(state);
        await pane.InvokeAsync(() => state.SendAsync("key-1", "please write a draft"));
        pane.WaitForAssertion(() => Assert.Equal("Stop", pane.Find(".composer button").TextContent));
        Assert.Equal("The assistant is writing.", Heard(pane));
        Assert.Contains("Writing a reply", pane.Find(".waiting").TextContent, StringComparison.Ordinal);

        Reply.SetResult("Here **it** is.");

        pane.WaitForAssertion(() => Assert.Equal("Assistant: Here **it** is.", Heard(pane)));
        Assert.Equal("it", pane.Find(".reply strong").TextContent);
        Assert.Equal("Send", pane.Find(".composer button").TextContent);
    }

    [Fact]
    public async Task A_failed_reply_keeps_the_message_and_is_tried_again_with_one_press()
    {
        var state = await OpenAsync();
        var pane = Show(state);
        Reply.SetException(new PolicyUnavailableException(PolicyFailureKind.BrokenLogits, "NaN in step 3 of vendor-model"));
        await pane.InvokeAsync(() => state.SendAsync("key-1", "please write a draft"));
        pane.WaitForAssertion(() => Assert.Equal("The assistant could not answer.", Heard(pane)));
        Assert.DoesNotContain("vendor", pane.Markup, StringComparison.Ordinal);
        Assert.Equal("please write a draft", pane.Find(".turn-me").TextContent);

        Reply = new();
        Reply.SetResult("Here it is.");
        pane.Find(".reply button").Click();

        pane.WaitForAssertion(() => Assert.Equal("Assistant: Here it is.", Heard(pane)));
    }

    [Fact]
    public async Task A_rating_that_is_due_stands_in_the_flow_and_the_next_message_waits_for_it()
    {
        var state = await OpenAsync();
        var pane = Show(state);
        Reply.SetResult("Here it is.");
        for (var number = 1; number <= 3; number++)
        {
            await pane.InvokeAsync(() => state.SendAsync($"key-{number}", $"please write part {number}"));
            pane.WaitForState(() => state.View.CompletedTurns == number);
        }
        pane.WaitForAssertion(() => Assert.NotEmpty(pane.FindAll(".stream > .rate")));
        pane.Find("#message").Input("and another");
        Assert.True(pane.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Equal("Please give your rating first", pane.Find("#message").GetAttribute("placeholder"));

        pane.FindAll(".rate input[type=radio]")[6].Change("7");
        pane.Find(".rate").Submit();

        pane.WaitForAssertion(() => Assert.Contains("You rated 7 of 10", pane.Find(".given-rating").TextContent, StringComparison.Ordinal));
        Assert.False(pane.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task The_limit_of_a_message_is_told_before_it_is_hit()
    {
        var state = await OpenAsync();
        var pane = Show(state);
        var limit = state.View.Definition.Turns.MaximumMessageLength;

        pane.Find("#message").Input(new string('x', limit - 20));
        Assert.Contains("20 characters left", pane.Markup, StringComparison.Ordinal);
        pane.Find("#message").Input(new string('x', limit + 5));
        Assert.Contains("5 characters too long", pane.Markup, StringComparison.Ordinal);
        Assert.True(pane.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Where_another_tab_writes_nothing_can_be_sent_from_here()
    {
        var state = await OpenAsync();
        var pane = Show(state);
        await Host.Get<TakeOverTab>().RunAsync(state.View.SessionId, "another", default);
        await pane.InvokeAsync(state.ReloadAsync);

        pane.Find("#message").Input("is anybody here?");

        Assert.True(state.IsElsewhere);
        Assert.True(pane.Find("button[type=submit]").HasAttribute("disabled"));
    }

    private static string Heard(IRenderedComponent<ConversationPane> pane) => pane.FindAll("p.visually-hidden[role=status]")[^1].TextContent;

    private IRenderedComponent<ConversationPane> Show(CoWritingState state)
    {
        var pane = Render<ConversationPane>(p => p.Add(c => c.State, state));
        state.Changed += () => pane.InvokeAsync(() => pane.Render());
        return pane;
    }

    private async Task<CoWritingState> OpenAsync()
    {
        var state = await CoWriteAsync();
        await state.EnterAsync(SessionHost.Tab);
        return state;
    }
}

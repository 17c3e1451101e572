using CollabLLM.Core.Sessions;
using CollabLLM.Data.Sessions;
using CollabLLM.Web.Features.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace CollabLLM.IntegrationTests.Site;

public sealed class MissedEndTests
{
    [Fact]
    public async Task A_reply_that_ended_between_the_reading_of_the_page_and_its_first_look_is_shown()
    {
        using var site = new SiteHost();
        await site.FillAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var now = await scope.ServiceProvider.GetRequiredService<ReadSession>().RunAsync(site.Token, default);
        var state = scope.ServiceProvider.GetRequiredService<CoWritingState>();
        // What the page read a moment too early: the last turn still waits, and no reply is in the making any more.
        state.Show(now! with { Turns = [.. now.Turns.SkipLast(1), now.Turns[^1] with { State = TurnState.Waiting, Reply = null }] }, site.Token);
        Assert.True(state.IsReplying);

        await state.EnterAsync("tab");

        Assert.False(state.IsReplying);
        Assert.Equal(now.Turns[^1].Reply, state.View.Turns[^1].Reply);
    }
}

namespace CollabLLM.E2ETests;

/// <summary>A server that is killed in the middle of a session costs a few seconds and nothing else.</summary>
public sealed class RestartTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task After_a_killed_server_the_session_goes_on_with_everything_that_was_saved()
    {
        var page = await site.OpenAsync();
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await walk.ExchangeAsync(1);
        await walk.InsertAsync(1);
        var document = (await page.InnerTextAsync(".ql-editor")).Trim();

        await site.Site.KillAndStartAgainAsync();
        await page.ReloadAsync();
        await walk.CoWritingAsync();

        await walk.ExpectWordsAsync();
        Assert.Equal(document, (await page.InnerTextAsync(".ql-editor")).Trim());
        await walk.ExchangeAsync(2);
        Assert.Equal(2, await page.Locator(".turn-me").CountAsync());
    }
}

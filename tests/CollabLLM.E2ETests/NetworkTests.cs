using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>Over a bad network nothing that was typed is lost, and nothing is sent twice.</summary>
public sealed class NetworkTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task What_is_typed_while_the_network_is_gone_is_kept_and_saved_when_it_is_back()
    {
        await using var network = new FragileNetwork(site.Site.Address);
        var page = await site.OpenAsync(address: network.Address);
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await page.ClickAsync(".ql-editor");
        await page.Keyboard.TypeAsync("Before. ");
        await Assertions.Expect(page.Locator(".saved")).ToHaveTextAsync("Saved");

        network.Cut();
        await page.WaitForSelectorAsync("#components-reconnect-modal.components-reconnect-show");
        await page.Keyboard.TypeAsync("While it was gone.");
        await page.FillAsync("#message", "please help me with it");
        await Assertions.Expect(page.Locator(".saved")).ToHaveTextAsync("Not saved - retrying");
        network.Mend();

        await Assertions.Expect(page.Locator(".saved")).ToHaveTextAsync("Saved", new() { Timeout = 30_000 });
        await page.PressAsync("#message", "Enter");
        await page.WaitForSelectorAsync("[data-reply='1'] .actions");
        await page.ReloadAsync();
        await walk.CoWritingAsync();
        await Assertions.Expect(page.Locator(".ql-editor")).ToHaveTextAsync("Before. While it was gone.");
        await Assertions.Expect(page.Locator(".turn-me")).ToHaveTextAsync(["please help me with it"]);
    }

    [Fact]
    public async Task Words_that_no_server_has_yet_come_back_with_the_page()
    {
        await using var network = new FragileNetwork(site.Site.Address);
        var page = await site.OpenAsync(address: network.Address);
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await page.FillAsync("#message", "a message not sent yet");
        network.Cut();
        await page.ClickAsync(".ql-editor");
        await page.Keyboard.TypeAsync("A line that never reached the server.");
        network.Mend();

        await page.ReloadAsync();
        await walk.CoWritingAsync();

        await Assertions.Expect(page.Locator(".ql-editor")).ToHaveTextAsync("A line that never reached the server.");
        await Assertions.Expect(page.Locator("#message")).ToHaveValueAsync("a message not sent yet");
        await Assertions.Expect(page.Locator(".saved")).ToHaveTextAsync("Saved");
    }

    [Fact]
    public async Task A_reload_while_the_reply_is_made_shows_it_once()
    {
        var page = await site.OpenAsync();
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await page.FillAsync("#message", "Please help me write about my topic, for beginners.");
        await page.PressAsync("#message", "Enter");
        await page.WaitForSelectorAsync(".turn-me");

        await page.ReloadAsync();
        await walk.CoWritingAsync();

        await page.WaitForSelectorAsync("[data-reply='1'] .actions");
        Assert.Equal((1, 1), (await page.Locator(".turn-me").CountAsync(), await page.Locator(".reply").CountAsync()));
        Assert.Equal("", await page.InputValueAsync("#message"));
    }
}

using CollabLLM.Core.Documents;
using CollabLLM.Data;
using Microsoft.EntityFrameworkCore;
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

        await network.CutAsync(page);
        await page.Keyboard.TypeAsync("While it was gone.");
        await page.FillAsync("#message", "please help me with it");
        await Assertions.Expect(page.Locator(".saved")).ToHaveTextAsync("Not saved - retrying");
        network.Mend();

        await Assertions.Expect(page.Locator(".saved")).ToHaveTextAsync("Saved", new() { Timeout = 300_000 });
        await page.PressAsync("#message", "Enter");
        await page.WaitForSelectorAsync("[data-reply='1'] .actions");
        await page.ReloadAsync();
        await walk.CoWritingAsync();
        await Assertions.Expect(page.Locator(".ql-editor")).ToHaveTextAsync("Before. While it was gone.");
        await Assertions.Expect(page.Locator(".turn-me")).ToHaveTextAsync(["please help me with it"]);
    }

    [Fact]
    public async Task The_single_changes_made_without_a_network_are_stored_when_it_is_back_and_give_the_document_exactly()
    {
        await using var network = new FragileNetwork(site.Site.Address);
        var page = await site.OpenAsync(address: network.Address);
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await walk.ExchangeAsync(1);
        await page.ClickAsync(".ql-editor");
        await page.Keyboard.TypeAsync("Before. ");
        await Assertions.Expect(page.Locator(".saved")).ToHaveTextAsync("Saved");
        var before = (await ChangesAsync(page)).Count;

        await network.CutAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("button[aria-label=Bold]");
        await page.Keyboard.TypeAsync("bold");
        await page.Keyboard.PressAsync("Control+z");
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync("Without a network 🙂 e\u0301");
        await page.ClickAsync("[data-reply='1'] button:has-text('Insert')");
        await page.Keyboard.TypeAsync(" and on");
        await page.Keyboard.PressAsync("Backspace");
        await Assertions.Expect(page.Locator(".saved")).ToHaveTextAsync("Not saved - retrying");
        Assert.Equal(before, (await ChangesAsync(page)).Count);
        network.Mend();
        await Assertions.Expect(page.Locator(".saved")).ToHaveTextAsync("Saved", new() { Timeout = 300_000 });

        var changes = await ChangesAsync(page);
        Assert.Equal(Enumerable.Range(1, changes.Count), changes.Select(c => c.Sequence));
        // Each key was a change of its own, and none was folded into one that sets the text right.
        Assert.True(changes.Count > before + "Without a network".Length, $"{changes.Count} changes, {before} before");
        Assert.Contains(changes.Skip(before), c => c.Source == ChangeLog.Reply);
        Assert.DoesNotContain(changes, c => c.Source == ChangeLog.Restore);
        var stored = await LatestAsync(page);
        Assert.Contains("Without a network 🙂 e\u0301", stored.Text, StringComparison.Ordinal);
        Assert.True(ChangeLog.Replay(changes.Select(c => c.Change)).IsSameAs(QuillDelta.Parse(stored.Content)), $"The changes do not give {stored.Content}");
        Assert.Equal(await page.Locator(".ql-editor").InnerTextAsync(), await ReloadedAsync(page, walk));
    }

    [Fact]
    public async Task A_message_sent_without_a_network_is_kept_says_so_and_goes_once_when_it_is_back()
    {
        await using var network = new FragileNetwork(site.Site.Address);
        var page = await site.OpenAsync(address: network.Address);
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await network.CutAsync(page);

        await page.FillAsync("#message", "please write it without a network");
        await Assertions.Expect(page.Locator("[data-unsent]")).ToBeHiddenAsync();
        await page.PressAsync("#message", "Enter");
        await page.PressAsync("#message", "Enter");
        await Assertions.Expect(page.Locator("[data-unsent]")).ToHaveTextAsync("Not sent yet. It goes as soon as the connection is back.");
        network.Mend();

        await page.WaitForSelectorAsync("[data-reply='1'] .actions");
        await Assertions.Expect(page.Locator(".turn-me")).ToHaveTextAsync(["please write it without a network"]);
        await Assertions.Expect(page.Locator("#message")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator("[data-unsent]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_message_sent_without_a_network_goes_from_the_page_that_comes_after()
    {
        await using var network = new FragileNetwork(site.Site.Address);
        var page = await site.OpenAsync(address: network.Address);
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await network.CutAsync(page);
        await page.FillAsync("#message", "please write it after a reload");
        await page.PressAsync("#message", "Enter");
        await Assertions.Expect(page.Locator("[data-unsent]")).ToBeVisibleAsync();
        network.Mend();

        await page.ReloadAsync();

        await page.WaitForSelectorAsync("[data-reply='1'] .actions");
        await Assertions.Expect(page.Locator(".turn-me")).ToHaveTextAsync(["please write it after a reload"]);
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

    private static async Task<string> ReloadedAsync(IPage page, ParticipantWalk walk)
    {
        await page.ReloadAsync();
        await walk.CoWritingAsync();
        await walk.ExpectWordsAsync();
        return await page.Locator(".ql-editor").InnerTextAsync();
    }

    private async Task<IReadOnlyList<DocumentDelta>> ChangesAsync(IPage page)
    {
        await using var db = site.Site.OpenDatabase();
        return await OfPage(db, page).Join(db.Deltas, id => id, d => d.SessionId, (_, d) => d).OrderBy(d => d.Sequence).ToListAsync();
    }

    private async Task<DocumentRevision> LatestAsync(IPage page)
    {
        await using var db = site.Site.OpenDatabase();
        return await OfPage(db, page).Join(db.Revisions, id => id, r => r.SessionId, (_, r) => r).OrderByDescending(r => r.Number).FirstAsync();
    }

    private static IQueryable<Guid> OfPage(CollabDbContext db, IPage page)
    {
        var token = page.Url.Split('/')[^1];
        return db.Participants.Where(p => p.Token == token).Join(db.Sessions, p => p.Id, s => s.ParticipantId, (_, s) => s.Id);
    }
}

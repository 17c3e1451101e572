using System.Diagnostics;
using CollabLLM.TestKit;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace CollabLLM.E2ETests;

/// <summary>
/// Battery R1: the server is killed after a send, in mid-reply, after a saved document, after a rating. What the page showed as saved is the oracle.
/// 200 kills with FULL_BATTERIES=1.
/// </summary>
public sealed class KillTests(SiteFixture site, ITestOutputHelper output) : IClassFixture<SiteFixture>
{
    private readonly Random random = new(1);
    private readonly List<double> firstPages = [];
    private List<string> messages = [];
    private int ratings;
    private string document = "";

    [Fact]
    public async Task However_often_the_server_is_killed_what_the_page_showed_as_saved_is_there_once()
    {
        var kills = Battery.IsFullSize ? 200 : 4;
        var page = await site.OpenAsync();
        for (var kill = 0; kill < kills; kill++)
        {
            // A study has at most 30 exchanges: another participant goes on before that.
            if (kill % 16 == 0) page = await BeginAsync(page);
            await ActAsync(page, (kill + random.Next(2)) % 4);
            var watch = Stopwatch.StartNew();
            await site.Site.KillAndStartAgainAsync();
            await page.ReloadAsync();
            await page.WaitForSelectorAsync(".cowriting[data-ready=true]");
            firstPages.Add(watch.Elapsed.TotalSeconds);
            await CheckAsync(page);
        }

        Report(kills);
    }

    private async Task<IPage> BeginAsync(IPage before)
    {
        await before.CloseAsync();
        var page = await site.OpenAsync();
        await new ParticipantWalk(page).BeginAsync();
        (messages, ratings, document) = ([], 0, "");
        return page;
    }

    private async Task ActAsync(IPage page, int act)
    {
        await RateIfDueAsync(page, always: act == 3);
        if (act == 2)
        {
            await page.ClickAsync(".ql-editor");
            await page.Keyboard.PressAsync("Control+End");
            await page.Keyboard.TypeAsync($"word{random.Next(1000)} ");
            await page.WaitForSelectorAsync(".saved:not(.ok)");
            await page.WaitForSelectorAsync(".saved.ok");
            document = (await page.InnerTextAsync(".ql-editor")).Trim();
            return;
        }
        var message = $"please make it better, number {messages.Count + 1}";
        await page.FillAsync("#message", message);
        await page.PressAsync("#message", "Enter");
        await page.WaitForSelectorAsync($".turn-me:has-text('{message}')");
        messages.Add(message);
        // After the send, in mid-reply, or once the reply is committed.
        if (act == 1) await page.Locator(".live-text, .reply .actions").Last.WaitForAsync();
        if (act == 3) await page.WaitForSelectorAsync($"[data-reply='{messages.Count}'] .actions");
        await RateIfDueAsync(page, always: false);
    }

    private async Task RateIfDueAsync(IPage page, bool always)
    {
        if (!await page.Locator(".rate").IsVisibleAsync()) return;
        if (!always && random.Next(2) == 0 && messages.Count % 3 != 0) return;
        await page.Locator(".rate .scale label").Nth(random.Next(10)).ClickAsync();
        await page.ClickAsync("button:has-text('Save rating')");
        await page.Locator(".given-rating").Nth(ratings).WaitForAsync();
        ratings++;
    }

    private async Task CheckAsync(IPage page)
    {
        await Assertions.Expect(page.Locator(".turn-me")).ToHaveTextAsync(messages, new() { Timeout = 300_000 });
        // A reply in the making when the server died is made anew and shown once.
        await Assertions.Expect(page.Locator(".reply .actions")).ToHaveCountAsync(messages.Count, new() { Timeout = 300_000 });
        await Assertions.Expect(page.Locator(".given-rating")).ToHaveCountAsync(ratings);
        await Assertions.Expect(page.Locator(".ql-editor")).ToHaveTextAsync(document);
        Assert.Equal("ok", await site.Site.IntegrityAsync());
    }

    private void Report(int kills)
    {
        firstPages.Sort();
        output.WriteLine(FormattableString.Invariant($"seed 1, {kills} kills; from the kill to the ready page: median {firstPages[firstPages.Count / 2]:F1} s, longest {firstPages[^1]:F1} s"));
    }
}

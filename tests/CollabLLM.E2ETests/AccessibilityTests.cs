using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>No rule of WCAG 2.2 AA is broken at any step and in any state of a participant's page; nothing scrolls sideways; a finger hits every control.</summary>
public sealed class AccessibilityTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static readonly string[] MenuItems = ["Instructions", "Help", "Pause", "Leave"];

    private readonly List<string> broken = [];

    [Fact]
    public async Task On_a_phone_by_touch_from_the_link_to_the_code()
    {
        var page = await site.OpenAsync(390, 844, hasTouch: true);
        var walk = new ParticipantWalk(page, byTouch: true);
        async Task Look()
        {
            await LookAsync(walk, "phone");
            if (await page.ScrollsSidewaysAsync()) broken.Add($"{await page.TitleAsync()}: scrolls sideways");
            var small = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('button, .scale label, input[type=text]')].filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)");
            broken.AddRange(small.Select(s => $"too low for a finger: {s}"));
        }

        var (first, last) = (Guide.Each(page, Guide.FirstSteps), Guide.Each(page, Guide.LastSteps));
        await walk.BeginAsync(async () => { await Look(); await first(); });
        await walk.ExchangeAsync(1);
        await walk.InsertAsync(1);
        await Look();
        await walk.PressAsync("nav button:has-text('Conversation')");
        await Guide.ShotAsync(page, "co-writing");
        await walk.ExchangeAsync(2);
        await walk.ExchangeAsync(3);
        await Look();
        await Guide.ShotAsync(page, "rating");
        await walk.RateIfDueAsync();
        await Look();
        await walk.InsertAsync(2);
        await walk.PressAsync("button:has-text('Versions')");
        await page.WaitForSelectorAsync(".versions input");
        await Look();
        await Guide.ShotAsync(page, "versions");
        await walk.PressAsync(".versions button:has-text('Close')");
        await walk.PressAsync("nav button:has-text('Conversation')");
        foreach (var item in MenuItems)
        {
            await walk.PressAsync("button:has-text('More')");
            await walk.PressAsync($".menu button:has-text('{item}')");
            await page.WaitForSelectorAsync("dialog[open]");
            await Look();
            await Guide.ShotAsync(page, item.ToLowerInvariant() is "instructions" ? "instructions-again" : item.ToLowerInvariant());
            await walk.PressAsync("dialog [data-close]");
            await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
        for (var number = 4; number <= 8; number++) await walk.ExchangeAsync(number);
        await walk.FinishAsync(async () => { await Look(); await last(); });

        Assert.True(broken.Count == 0, string.Join('\n', broken.Distinct()));
    }

    [Fact]
    public async Task On_a_wide_dark_screen_with_dialogs_refusals_and_a_lost_network()
    {
        await using var network = new FragileNetwork(site.Site.Address);
        var page = await site.OpenAsync(address: network.Address);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync(() => LookAsync(walk, "dark"));
        await page.FillAsync("#message", new string('x', 4100));
        await page.WaitForSelectorAsync(".composer .notice.bad");
        await LookAsync(walk, "too long");
        await page.FillAsync("#message", "");
        for (var number = 1; number <= 3; number++) await walk.ExchangeAsync(number);
        await LookAsync(walk, "rating due");
        await walk.RateIfDueAsync();
        await page.ClickAsync("button:has-text('Change')");
        await LookAsync(walk, "rating changed");
        foreach (var item in MenuItems)
        {
            await page.ClickAsync($".menu button:has-text('{item}')");
            await page.WaitForSelectorAsync("dialog[open]");
            await LookAsync(walk, item);
            await page.ClickAsync("dialog [data-close]");
            await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
        await network.CutAsync(page);
        await LookAsync(walk, "network gone");
        network.Mend();
        var other = await site.OpenAsync();
        await other.GotoAsync(page.Url.Replace(network.Address, site.Site.Address, StringComparison.Ordinal));
        await other.WaitForSelectorAsync("text=open somewhere else");
        await LookAsync(new ParticipantWalk(other), "open elsewhere");
        await other.GotoAsync("/s/NOBODY");
        await other.WaitForSelectorAsync("text=There is no session");
        await LookAsync(new ParticipantWalk(other), "unknown link");

        Assert.True(broken.Count == 0, string.Join('\n', broken.Distinct()));
    }

    private async Task LookAsync(ParticipantWalk walk, string state) =>
        broken.AddRange((await walk.ViolationsAsync()).Select(rule => $"{state}: {rule}"));
}

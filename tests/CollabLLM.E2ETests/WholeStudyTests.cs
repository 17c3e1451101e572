using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>The published study in a real browser with the real embedded policies, from the join link to pairs in a file.</summary>
public sealed class WholeStudyTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const int Minimum = 8;

    [Fact]
    public async Task From_the_join_link_to_the_code_then_to_scores_and_pairs()
    {
        var walk = new ParticipantWalk(await site.OpenAsync());
        await walk.BeginAsync();
        for (var number = 1; number <= Minimum; number++)
        {
            await walk.ExchangeAsync(number);
            if (number == 1) await walk.InsertAsync(1);
        }

        Assert.NotEmpty(await walk.FinishAsync());

        var coordinator = await SignedInAsync();
        await coordinator.GotoAsync("/studies/demo");
        await Assertions.Expect(coordinator.Locator("dl.figures")).ToContainTextAsync("completed");
        await coordinator.GotoAsync("/studies/demo/scoring");
        await Assertions.Expect(coordinator.Locator("section.card").First).ToContainTextAsync($"{Minimum} of {Minimum} turns scored", new() { Timeout = 180_000 });
        var pairs = await coordinator.APIRequest.GetAsync($"{site.Site.Address}/studies/demo/exports/pairs.trl.jsonl");
        Assert.True(pairs.Ok, await pairs.TextAsync());
        foreach (var line in (await pairs.TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var pair = System.Text.Json.JsonDocument.Parse(line);
            Assert.Equal("assistant", pair.RootElement.GetProperty("chosen")[0].GetProperty("role").GetString());
        }
        var sessions = await coordinator.APIRequest.GetAsync($"{site.Site.Address}/studies/demo/exports/sessions.csv");
        Assert.Contains("Completed", await sessions.TextAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_reload_at_each_step_goes_on_at_the_same_step()
    {
        var page = await site.OpenAsync();
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync(async () =>
        {
            if (!page.Url.Contains("/s/", StringComparison.Ordinal)) return;
            var heading = await page.InnerTextAsync("h1");
            await page.ReloadAsync();
            await Assertions.Expect(page.Locator("h1").First).ToHaveTextAsync(heading);
        });
        await walk.CoWritingAsync();
        await walk.ExchangeAsync(1);
        await walk.InsertAsync(1);
        var document = await page.InnerTextAsync(".ql-editor");

        await page.ReloadAsync();
        await walk.CoWritingAsync();

        await page.WaitForFunctionAsync("document.querySelector('.ql-editor')?.innerText.trim().length > 0");
        Assert.Equal(document.Trim(), (await page.InnerTextAsync(".ql-editor")).Trim());
        Assert.Equal("1", await page.InnerTextAsync(".steps b"));
    }

    [Fact]
    public async Task No_step_breaks_a_rule_of_accessibility()
    {
        var page = await site.OpenAsync(390, 844);
        var walk = new ParticipantWalk(page);
        var broken = new List<string>();
        async Task Look() => broken.AddRange((await walk.ViolationsAsync()).Select(v => $"{page.Url}: {v}"));

        await walk.BeginAsync(Look);
        await walk.ExchangeAsync(1);
        await Look();

        Assert.True(broken.Count == 0, string.Join('\n', broken.Distinct()));
    }

    [Fact]
    public async Task Nothing_scrolls_sideways_on_a_phone()
    {
        var page = await site.OpenAsync(390, 844, hasTouch: true);
        var walk = new ParticipantWalk(page);
        var wide = new List<string>();

        await walk.BeginAsync(async () =>
        {
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth")) wide.Add(await page.InnerTextAsync("h1, .bar"));
        });

        Assert.Empty(wide);
    }

    [Fact]
    public async Task A_second_tab_takes_over_and_the_first_says_so()
    {
        var first = await site.OpenAsync();
        var walk = new ParticipantWalk(first);
        await walk.BeginAsync();
        var second = await site.OpenAsync();

        await second.GotoAsync(first.Url);
        await second.ClickAsync("button:has-text('Continue here')");
        await new ParticipantWalk(second).CoWritingAsync();
        await first.FillAsync("#message", "Is anybody here?");
        await first.PressAsync("#message", "Enter");

        await first.WaitForSelectorAsync("text=open somewhere else");
    }

    private async Task<IPage> SignedInAsync()
    {
        var page = await site.OpenAsync();
        await page.GotoAsync(site.Site.Invitation!);
        await page.FillAsync("#name", "First Coordinator");
        await page.FillAsync("#email", "first@example.org");
        await page.FillAsync("#password", "a long enough password");
        await page.ClickAsync("button:has-text('Make the account')");
        await page.WaitForURLAsync("**/studies");
        return page;
    }
}

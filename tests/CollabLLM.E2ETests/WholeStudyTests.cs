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

        await walk.ExpectWordsAsync();
        Assert.Equal(document.Trim(), (await page.InnerTextAsync(".ql-editor")).Trim());
        Assert.Equal("1", await page.InnerTextAsync(".steps b"));
    }

    [Fact]
    public async Task On_a_phone_the_whole_study_breaks_no_rule_of_accessibility_and_nothing_scrolls_sideways()
    {
        var page = await site.OpenAsync(390, 844, hasTouch: true);
        var walk = new ParticipantWalk(page);
        var broken = new List<string>();
        async Task Look()
        {
            var at = await page.Locator("h1").First.InnerTextAsync();
            broken.AddRange((await walk.ViolationsAsync()).Select(v => $"{at}: {v}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth")) broken.Add($"{at}: scrolls sideways");
            var small = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('button, .scale label, input[type=text]')].filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)");
            broken.AddRange(small.Select(s => $"{at}: too low for a finger: {s}"));
        }

        await walk.BeginAsync(Look);
        for (var number = 1; number <= Minimum; number++)
        {
            await walk.ExchangeAsync(number);
            if (number == 1) await walk.InsertAsync(1);
            if (number is 1 or 3) await Look();
            if (number == 1) await page.TapAsync("nav button:has-text('Conversation')");
        }
        foreach (var item in new[] { "Instructions", "Help", "Pause", "Leave" })
        {
            await page.TapAsync("button:has-text('More')");
            await page.TapAsync($".menu button:has-text('{item}')");
            await page.WaitForSelectorAsync("dialog[open]");
            await Look();
            await page.TapAsync("dialog [data-close]");
            await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
        await walk.FinishAsync(Look);

        Assert.True(broken.Count == 0, string.Join('\n', broken.Distinct()));
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

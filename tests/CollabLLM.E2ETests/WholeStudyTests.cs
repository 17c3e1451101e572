using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>The published study in a real browser with the real embedded policies, from the join link to pairs in a file.</summary>
public sealed class WholeStudyTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const int Minimum = 8;

    [Fact]
    public async Task From_the_join_link_to_the_code_then_to_scores_and_pairs()
    {
        var page = await site.OpenAsync();
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync(Guide.Each(page, Guide.FirstSteps));
        for (var number = 1; number <= Minimum; number++)
        {
            await walk.ExchangeAsync(number);
            if (number == 1) await walk.InsertAsync(1);
            if (number == 2) await Guide.ShotAsync(page, "co-writing");
            if (number == 3) await Guide.ShotAsync(page, "rating");
        }

        Assert.NotEmpty(await walk.FinishAsync(Guide.Each(page, Guide.LastSteps)));

        var coordinator = await site.SignedInAsync();
        await coordinator.GotoAsync("/studies/demo");
        await Assertions.Expect(coordinator.Locator("dl.figures")).ToContainTextAsync("completed");
        await coordinator.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await coordinator.ClickAsync("[data-copy=join]");
        await Assertions.Expect(coordinator.Locator("#join-copied")).ToHaveTextAsync("Copied.");
        Assert.Equal($"{site.Site.Address}/join/demo", await coordinator.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await coordinator.GotoAsync("/studies/demo/scoring");
        await Assertions.Expect(coordinator.Locator("section.card").First).ToContainTextAsync($"{Minimum} of {Minimum} turns scored", new() { Timeout = 300_000 });
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
}

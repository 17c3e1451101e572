using CollabLLM.TestKit;
using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>What a researcher does with scores: rescores some sessions, goes through pairs, holds scores against ratings. Wide and on a phone, light and dark, without a broken rule.</summary>
public sealed class ScoringPagesTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Picked_sessions_are_rescored_their_pairs_looked_through_and_their_scores_held_against_ratings()
    {
        await FillAsync();
        var page = await site.SignedInAsync();

        await page.GotoAsync("/studies/scored");
        await Assertions.Expect(page.Locator(".rz-data-grid tbody tr")).ToHaveCountAsync(6);
        await page.LookAsync("sessions", ColorScheme.Dark, ColorScheme.Light);
        await page.GotoAsync("/studies/scored/scoring");
        await page.WaitForSelectorAsync("[data-ready=true]");
        await page.ClickAsync("summary:has-text('Score with other settings')");
        await page.ClickAsync("button:has-text('Only some sessions')");
        await Assertions.Expect(page.Locator(".picks li")).ToHaveCountAsync(6);
        await page.FillAsync("#pick-find", "arm T");
        await Assertions.Expect(page.Locator(".picks li")).ToHaveCountAsync(3);
        await page.ClickAsync("button:has-text('Tick all 3 that fit')");
        await Assertions.Expect(page.Locator(".picker .disclosure")).ToContainTextAsync("3 sessions ticked");
        await page.LookAsync("scoring", ColorScheme.Dark, ColorScheme.Light);
        await page.FillAsync("#json", """{"name":"counts","version":1,"samples":1,"newMessages":2,"metrics":[{"signature":"question-rate","weight":1}]}""");
        await page.ClickAsync("button:has-text('Queue these')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("6 turns queued, 0 were queued before", new() { Timeout = 300_000 });
        await Assertions.Expect(page.Locator(".run:has-text('counts')")).ToContainTextAsync("Done: 6 of 6 turns scored.", new() { Timeout = 300_000 });

        await page.GotoAsync("/studies/scored/pairs");
        await page.WaitForSelectorAsync("[data-ready=true]");
        await page.WaitForSelectorAsync(".pair, .card.empty");
        await page.LookAsync("pairs", ColorScheme.Dark, ColorScheme.Light);
        await page.GotoAsync("/studies/scored/calibration");
        await page.WaitForSelectorAsync(".finding");
        await page.LookAsync("calibration", ColorScheme.Dark, ColorScheme.Light);
    }

    /// <summary>Six sessions of two turns, scored by the site's own workers with the embedded models.</summary>
    private async Task FillAsync()
    {
        await using var db = site.Site.OpenDatabase();
        var definition = SampleStudy.Definition();
        var study = new SampleStudy(db, definition with
        {
            Arms = [.. definition.Arms.Select((arm, i) => arm with { Policy = arm.Policy with { Model = i == 0 ? "demo-base" : "demo-collab" } })],
            Scoring = definition.Scoring with { SimulatorModel = "demo-base", Automatic = false },
        }, "scored");
        study.Begin();
        for (var i = 0; i < 6; i++) study.Add(turns: 2);
        await db.SaveChangesAsync();
    }
}

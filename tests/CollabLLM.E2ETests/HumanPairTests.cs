using System.Text.Json;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Studies;
using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>A participant picks between two replies and writes one anew; a researcher sees both as pairs of their own kind, and their export is apart from that of the scored ones.</summary>
public sealed class HumanPairTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const string OwnWords = "A reply in my own words, short and plain.";

    private static readonly int[] PickAt = [2, 3, 4, 5];

    [Fact]
    public async Task What_a_participant_picks_and_edits_are_pairs_of_the_kind_human_shown_and_exported_apart()
    {
        await OpenStudyAsync();
        var participant = await site.OpenAsync();
        var walk = new ParticipantWalk(participant);
        await walk.BeginAsync(study: "picking");
        await walk.ExchangeAsync(1);
        var (picked, other) = await PickAsync(walk);
        await EditAsync(participant);

        var page = await site.SignedInAsync();
        await page.GotoAsync("/studies/picking/pairs");
        await page.WaitForSelectorAsync("[data-ready=true]");
        await Assertions.Expect(page.Locator(".card.empty")).ToContainTextAsync("No pair yet");
        await page.SelectOptionAsync("#kind", "human");
        await Assertions.Expect(page.Locator(".pair-steps")).ToContainTextAsync("of 2");
        await ShowsAsync(page, "The participant picked this reply of two.", picked, other);
        await page.LookAsync("human-pair", ColorScheme.Light);
        await page.ClickAsync("button:has-text('Next')");
        await ShowsAsync(page, "The participant wrote this reply anew; the original is rejected.", OwnWords, null);
        await page.FillAsync("#note", "clear");
        await page.ClickAsync("button:has-text('Accept')");
        await Assertions.Expect(page.Locator(".decide")).ToContainTextAsync("Now accepted by first@example.org.");

        var human = await ExportAsync(page, "human");
        Assert.Equal(["edited", "picked"], human.Select(row => row.GetProperty("chosen_source").GetString()).Order(StringComparer.Ordinal));
        Assert.All(human, row => Assert.Equal("human", row.GetProperty("kind").GetString()));
        Assert.Equal(OwnWords, human.Single(row => row.GetProperty("chosen_source").GetString() == "edited").GetProperty("chosen")[0].GetProperty("content").GetString());
        var simulated = await page.APIRequest.GetAsync(Address("simulated"));
        Assert.Equal(409, simulated.Status);
    }

    /// <summary>Goes on until two replies are offered: two that say the same are not, and the model may say the same twice.</summary>
    private static async Task<(string Picked, string Other)> PickAsync(ParticipantWalk walk)
    {
        var page = walk.Page;
        foreach (var turn in PickAt)
        {
            await walk.RateIfDueAsync();
            await page.FillAsync("#message", $"please write it anew, warmer, try {turn}");
            await page.PressAsync("#message", "Enter");
            await page.Locator($".pick, [data-reply='{turn}'] .actions").First.WaitForAsync();
            if (!await page.Locator(".pick").IsVisibleAsync()) continue;
            Assert.Empty(await walk.ViolationsAsync());
            var texts = await page.Locator(".pick-one .text").AllInnerTextsAsync();
            await page.ClickAsync("button:has-text('Choose reply 2')");
            await page.WaitForSelectorAsync($"[data-reply='{turn}'] .actions");
            return (texts[1], texts[0]);
        }
        throw new InvalidOperationException($"The model said the same twice at {PickAt.Length} turns.");
    }

    private static async Task EditAsync(IPage page)
    {
        await page.ClickAsync("[data-reply='1'] button:has-text('Edit')");
        await page.FillAsync("[data-reply='1'] textarea", OwnWords);
        await page.ClickAsync("button:has-text('Save my version')");
        await Assertions.Expect(page.Locator("[data-reply='1']")).ToContainTextAsync("Your version of this reply.");
    }

    private static async Task ShowsAsync(IPage page, string finding, string chosen, string? rejected)
    {
        await Assertions.Expect(page.Locator(".finding-line")).ToHaveTextAsync(finding);
        Assert.Equal(Words(chosen), Words(await page.InnerTextAsync("[aria-label=Chosen] .replied")));
        if (rejected is not null) Assert.Equal(Words(rejected), Words(await page.InnerTextAsync("[aria-label=Rejected] .replied")));
    }

    private async Task<JsonElement[]> ExportAsync(IPage page, string kind)
    {
        var answer = await page.APIRequest.GetAsync(Address(kind));
        Assert.True(answer.Ok, $"{answer.Status} {await answer.TextAsync()}");
        return [.. (await answer.TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private string Address(string kind) => $"{site.Site.Address}/studies/picking/exports/pairs.trl.jsonl?kind={kind}&flagged=true";

    private async Task OpenStudyAsync()
    {
        await using var db = site.Site.OpenDatabase();
        var study = new Study("picking", await SeedDemoStudy.DefinitionAsync(default) with { HumanPairs = new() { PickAtTurns = PickAt, EditReplies = true } }, DateTimeOffset.UnixEpoch);
        study.MoveTo(StudyState.Open);
        db.Studies.Add(study);
        await db.SaveChangesAsync();
    }

    // The participant's page draws Markdown, the researcher's shows it: what both have is letters and digits.
    private static string Words(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}

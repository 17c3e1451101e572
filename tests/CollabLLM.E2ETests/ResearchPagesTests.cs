using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>What a researcher looks at after a session: its replay, the conversations, the free text; wide and on a phone, without a broken rule.</summary>
public sealed class ResearchPagesTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const string Words = "Words of my own 😀 é";

    [Fact]
    public async Task A_typed_document_is_replayed_change_by_change_and_its_answers_are_coded()
    {
        var participant = await site.OpenAsync();
        var walk = new ParticipantWalk(participant);
        await walk.BeginAsync();
        for (var number = 1; number <= 8; number++)
        {
            await walk.ExchangeAsync(number);
            if (number == 1) await walk.InsertAsync(1);
            if (number == 2) await TypeAsync(participant);
        }
        await walk.FinishAsync(() => Task.CompletedTask);

        var page = await site.SignedInAsync();

        await page.GotoAsync("/studies/demo/conversations?q=beginners");
        await Assertions.Expect(page.Locator(".conversations li")).ToHaveCountAsync(1);
        await LookAsync(page, "conversations");
        await page.ClickAsync(".conversations a");
        await ReplayAsync(page);
        await LookAsync(page, "replay");

        await page.GotoAsync("/studies/demo/free-text");
        await page.WaitForSelectorAsync(".conversations[data-ready=true]");
        await page.FillAsync(".coding input >> nth=0", "Clear; fast, clear");
        await page.PressAsync(".coding input >> nth=0", "Enter");
        await Assertions.Expect(page.Locator(".coding input >> nth=0")).ToHaveValueAsync("clear; fast");
        await LookAsync(page, "free-text");
        var codes = await page.APIRequest.GetAsync($"{site.Site.Address}/studies/demo/exports/answer_codes.csv");
        Assert.Contains("first@example.org,clear; fast,", await codes.TextAsync(), StringComparison.Ordinal);

        await page.GotoAsync("/pooled");
        await LookAsync(page, "pooled");
        await page.GotoAsync("/studies/demo/exports");
        await LookAsync(page, "exports");
    }

    private static async Task TypeAsync(IPage page)
    {
        await page.ClickAsync(".ql-editor");
        await page.PressAsync(".ql-editor", "Control+End");
        await page.Keyboard.PressAsync("Enter");
        foreach (var piece in Words.Split(' ')) await page.Keyboard.InsertTextAsync(piece + " ");
        await Assertions.Expect(page.Locator("[data-saved]")).ToHaveTextAsync("Saved");
    }

    private static async Task ReplayAsync(IPage page)
    {
        await page.WaitForSelectorAsync(".replay[data-ready=true]");
        await Assertions.Expect(page.Locator(".replay > p")).ToContainTextAsync("single changes");
        var editor = page.Locator(".replay .ql-editor");
        await Assertions.Expect(editor).ToContainTextAsync(Words);
        await page.FocusAsync("#replay-time");
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(editor).ToHaveTextAsync("");
        await Assertions.Expect(page.Locator(".replay-chat .replied:visible")).ToHaveCountAsync(0);
        await page.SelectOptionAsync("#replay-speed", "32");
        await page.FocusAsync("#replay-time");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("[data-play]")).ToHaveTextAsync("Play", new() { Timeout = 300_000 });
        await Assertions.Expect(editor).ToContainTextAsync(Words);
        await Assertions.Expect(page.Locator(".replay-chat .replied:visible")).ToHaveCountAsync(8);
    }

    private static async Task LookAsync(IPage page, string name)
    {
        foreach (var width in new[] { 1280, 390 })
        {
            await page.SetViewportSizeAsync(width, 860);
            await Guide.ShotAsync(page, name, fullPage: true);
            await page.TitledAsync();
            var found = await page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{name} at {width}: {string.Join("; ", found.Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html))}"))}");
            Assert.False(await page.ScrollsSidewaysAsync(), $"{name} scrolls sideways at {width}");
        }
        await page.SetViewportSizeAsync(1280, 860);
    }
}

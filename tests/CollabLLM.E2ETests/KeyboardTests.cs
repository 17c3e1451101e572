using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>The whole study without a mouse or a touch.</summary>
public sealed class KeyboardTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private const int FurthestControl = 80;

    [Fact]
    public async Task From_the_join_link_to_the_code_with_keys_alone()
    {
        var page = await site.OpenAsync();
        await page.GotoAsync("/join/demo");
        await PressAsync(page, "button[type=submit]");
        await page.WaitForSelectorAsync(".step-page[data-ready=true]");
        foreach (var box in new[] { "label.check:nth-of-type(1) input", "label.check:nth-of-type(2) input" }) await PressAsync(page, box, "Space");
        await PressAsync(page, "button[type=submit]");
        await page.WaitForSelectorAsync("text=You will write");
        await PressAsync(page, ".choice input", "Space");
        await PressAsync(page, "button[type=submit]");
        await page.WaitForSelectorAsync("text=Three short questions");
        foreach (var question in new[] { "#audience", "#tone", "#detail" })
        {
            await ReachAsync(page, question);
            await page.Keyboard.TypeAsync("my own words");
        }
        await PressAsync(page, "button[type=submit]");
        await page.WaitForSelectorAsync("text=How it works");
        await PressAsync(page, ".button.primary");
        await page.WaitForSelectorAsync(".cowriting[data-ready=true]");

        for (var turn = 1; turn <= 8; turn++)
        {
            await ReachAsync(page, "#message");
            await page.Keyboard.TypeAsync($"please write it, number {turn}");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator(".steps b")).ToHaveTextAsync($"{turn}", new() { Timeout = 300_000 });
            if (turn == 1) await PressAsync(page, "[data-reply='1'] [data-action=insert]");
            if (turn is not (3 or 6)) continue;
            await ReachAsync(page, ".rate .scale input");
            await page.Keyboard.PressAsync("ArrowRight");
            await PressAsync(page, ".rate button[type=submit]");
            await page.Locator(".rate").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
        await Assertions.Expect(page.Locator(".saved")).ToHaveTextAsync("Saved");
        await PressAsync(page, ".bar .button.primary");
        await page.WaitForSelectorAsync("text=Your ratings");
        foreach (var question in new[] { "Question 1", "Question 2" })
        {
            await page.WaitForSelectorAsync($"text={question}");
            await ReachAsync(page, ".rate .scale input");
            await page.Keyboard.PressAsync("ArrowRight");
            await PressAsync(page, ".rate button[type=submit]");
        }
        await page.WaitForSelectorAsync("text=Last questions");
        foreach (var answer in new[] { "#strengths", "#weaknesses" })
        {
            await ReachAsync(page, answer);
            await page.Keyboard.TypeAsync("It asked before it wrote.");
        }
        await PressAsync(page, "button[type=submit]");

        var code = await page.InnerTextAsync("[data-testid=completion-code]");
        Assert.NotEmpty(code);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await PressAsync(page, "[data-copy=completion-code]");
        await Assertions.Expect(page.Locator("#completion-code-copied")).ToHaveTextAsync("Copied.");
        Assert.Equal(code, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        // A browser that lets no page copy: the code is selected, and the page says how to copy it.
        await page.EvaluateAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false; document.getSelection().removeAllRanges()");
        await PressAsync(page, "[data-copy=completion-code]");
        await Assertions.Expect(page.Locator("#completion-code-copied")).ToContainTextAsync("It is selected");
        Assert.Equal(code, (await page.EvaluateAsync<string>("String(document.getSelection())")).Trim());
    }

    [Fact]
    public async Task A_dialog_keeps_the_focus_closes_by_escape_and_gives_the_focus_back()
    {
        var page = await site.OpenAsync();
        await new ParticipantWalk(page).BeginAsync();
        await PressAsync(page, ".menu button:has-text('Help')");
        await page.WaitForSelectorAsync("dialog[open]");
        for (var pressed = 0; pressed < 6; pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
            // Between its last and its first control a browser may pass its own address bar; the page behind is never reached.
            Assert.True(await page.EvaluateAsync<bool>("document.activeElement === document.body || !!document.activeElement.closest('dialog')"));
        }

        await page.Keyboard.PressAsync("Escape");

        await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Assertions.Expect(page.Locator(".menu button:has-text('Help')")).ToBeFocusedAsync();
    }

    // From wherever the focus is, on by Tab; an element that no Tab reaches fails the test.
    private static async Task ReachAsync(IPage page, string selector)
    {
        var wanted = page.Locator(selector).First;
        await wanted.WaitForAsync();
        await Assertions.Expect(wanted).ToBeEnabledAsync();
        for (var pressed = 0; pressed < FurthestControl; pressed++)
        {
            if (await wanted.EvaluateAsync<bool>("e => e === document.activeElement || (e.type === 'radio' && document.activeElement?.name === e.name)")) return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"No Tab reaches {selector}.");
    }

    private static async Task PressAsync(IPage page, string selector, string key = "Enter")
    {
        await ReachAsync(page, selector);
        await page.Keyboard.PressAsync(key);
    }
}

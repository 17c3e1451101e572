using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>A participant in the browser: what a person would do at each step, with a mouse and keys, or with a finger.</summary>
internal sealed class ParticipantWalk(IPage page, bool byTouch = false)
{
    private static readonly string[] Requests =
        ["Please help me write about my topic, for beginners.", "make it shorter please", "add an example", "a warmer tone", "another title", "change the ending", "a bit longer now", "thank you, that is good"];

    public IPage Page => page;

    /// <summary>From the join link to the empty conversation.</summary>
    public async Task BeginAsync(Func<Task>? atEachStep = null, string study = "demo")
    {
        await page.GotoAsync($"/join/{study}");
        await StepAsync("text=Begin", atEachStep);
        await PressAsync("button:has-text('Begin')");
        await StepAsync("text=Before you begin", atEachStep);
        await ReadyAsync();
        foreach (var box in await page.Locator("input[type=checkbox]").AllAsync()) await PressAsync(box);
        await PressAsync("button:has-text('I agree')");
        await StepAsync("text=You will write", atEachStep);
        await ReadyAsync();
        await PressAsync(page.Locator(".choice").First);
        await PressAsync("button:has-text('Go on')");
        await StepAsync("text=Three short questions", atEachStep);
        await ReadyAsync();
        foreach (var question in await page.Locator(".field").AllAsync()) await PressAsync(question.Locator(".chip").First);
        await PressAsync("button:has-text('Go on')");
        await StepAsync("text=How it works", atEachStep);
        await ReadyAsync();
        await PressAsync("button:has-text('Start writing')");
        await CoWritingAsync();
        if (atEachStep is not null) await atEachStep();
    }

    public Task CoWritingAsync() => page.WaitForSelectorAsync(".cowriting[data-ready=true]");

    /// <summary>One exchange: rates first where a rating is due, sends, waits for the whole reply.</summary>
    public async Task ExchangeAsync(int number)
    {
        await RateIfDueAsync();
        await page.FillAsync("#message", Requests[(number - 1) % Requests.Length]);
        if (byTouch) await PressAsync(".composer button:has-text('Send')");
        else await page.PressAsync("#message", "Enter");
        await page.WaitForSelectorAsync($"[data-reply='{number}'] .actions");
        await Assertions.Expect(page.Locator(".steps b")).ToHaveTextAsync($"{number}");
    }

    public async Task RateIfDueAsync()
    {
        if (!await page.Locator(".rate").IsVisibleAsync()) return;
        await PressAsync(page.Locator(".rate .scale label").Nth(7));
        await PressAsync("button:has-text('Save rating')");
        await page.Locator(".rate").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Puts a reply into the document and waits until it is saved.</summary>
    public async Task InsertAsync(int reply)
    {
        await PressAsync($"[data-reply='{reply}'] button:has-text('Insert')");
        await page.WaitForSelectorAsync(".saved.ok:has-text('Saved')");
        await ExpectWordsAsync();
    }

    /// <summary>Waits until the document has words. Not by a script that the page would have to evaluate: its content security policy forbids that.</summary>
    public Task ExpectWordsAsync() => Assertions.Expect(page.Locator(".ql-editor")).ToHaveTextAsync(new Regex(@"\S"));

    /// <summary>From the last exchange to the completion code.</summary>
    public async Task<string> FinishAsync(Func<Task>? atEachStep = null)
    {
        await RateIfDueAsync();
        await PressAsync("button:has-text('Finish')");
        await StepAsync("text=Your ratings", atEachStep);
        await ReadyAsync();
        await PressAsync(page.Locator(".rate .scale label").Nth(8));
        await PressAsync("button:has-text('Next question')");
        await StepAsync("text=Question 2", atEachStep);
        await ReadyAsync();
        await PressAsync(page.Locator(".rate .scale label").Nth(8));
        await PressAsync("button:has-text('Save my ratings')");
        await StepAsync("text=Last questions", atEachStep);
        await ReadyAsync();
        foreach (var answer in await page.Locator("textarea").AllAsync()) await answer.FillAsync("It asked before it wrote.");
        await PressAsync("button:has-text('Finish')");
        await StepAsync("[data-testid=completion-code]", atEachStep);
        return await page.InnerTextAsync("[data-testid=completion-code]");
    }

    /// <summary>Rules of WCAG 2.2 AA that are broken on the page as it is now.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        await page.TitledAsync();
        var result = await page.RunAxe(new Deque.AxeCore.Commons.AxeRunOptions
        {
            RunOnly = new Deque.AxeCore.Commons.RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        });
        return [.. result.Violations.Select(v => $"{v.Id}: {v.Help} ({string.Join(" | ", v.Nodes.Take(2).Select(n => n.Html))})")];
    }

    public Task PressAsync(string selector) => PressAsync(page.Locator(selector).First);

    private Task PressAsync(ILocator control) => byTouch ? control.TapAsync() : control.ClickAsync();

    private async Task StepAsync(string selector, Func<Task>? atEachStep)
    {
        await page.WaitForSelectorAsync(selector);
        if (atEachStep is not null) await atEachStep();
    }

    // A page answers to clicks once its circuit has begun.
    private Task<IElementHandle?> ReadyAsync() => page.WaitForSelectorAsync(".step-page[data-ready=true]");
}

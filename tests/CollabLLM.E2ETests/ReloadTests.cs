using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>A reload, at whatever moment, goes on where the participant was, with the same words.</summary>
public sealed class ReloadTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task From_the_link_to_the_code_with_a_reload_at_each_step()
    {
        var page = await site.OpenAsync();
        var walk = new ParticipantWalk(page);
        async Task Reload()
        {
            if (!page.Url.Contains("/s/", StringComparison.Ordinal)) return;
            var (heading, question) = (await page.InnerTextAsync("h1"), page.Locator(".step-page legend"));
            var asked = await question.CountAsync() > 0 ? await question.First.InnerTextAsync() : null;
            await page.ReloadAsync();
            await Assertions.Expect(page.Locator("h1").First).ToHaveTextAsync(heading);
            if (asked is not null) await Assertions.Expect(question.First).ToHaveTextAsync(asked);
        }

        await walk.BeginAsync(Reload);
        await walk.CoWritingAsync();
        await walk.ExchangeAsync(1);
        await walk.InsertAsync(1);
        var document = (await page.InnerTextAsync(".ql-editor")).Trim();
        for (var number = 2; number <= 8; number++)
        {
            await walk.ExchangeAsync(number);
            if (number is not (3 or 6)) continue;
            await Reload();
            await walk.CoWritingAsync();
            await page.WaitForSelectorAsync(".rate");
            Assert.Equal((number, number), (await page.Locator(".turn-me").CountAsync(), await page.Locator(".reply .actions").CountAsync()));
        }
        await walk.ExpectWordsAsync();
        Assert.Equal(document, (await page.InnerTextAsync(".ql-editor")).Trim());
        Assert.Equal("8", await page.InnerTextAsync(".steps b"));
        var code = await walk.FinishAsync(Reload);

        await page.ReloadAsync();
        Assert.Equal(code, await page.InnerTextAsync("[data-testid=completion-code]"));
    }

    [Fact]
    public async Task Words_typed_into_a_form_are_there_again_and_count()
    {
        var page = await site.OpenAsync();
        await new ParticipantWalk(page).BeginAsync(async () =>
        {
            if (!await page.Locator("#audience").IsVisibleAsync()) return;
            await page.WaitForSelectorAsync(".step-page[data-ready=true]");
            foreach (var field in new[] { "#audience", "#tone", "#detail" }) await page.FillAsync(field, $"words of mine in {field}");
            await page.ReloadAsync();
            await Assertions.Expect(page.Locator("#detail")).ToHaveValueAsync("words of mine in #detail");
            await Assertions.Expect(page.Locator(".step-page button[type=submit]")).ToBeEnabledAsync();
        });
    }

    [Fact]
    public async Task A_paused_session_is_paused_after_a_reload_and_goes_on_when_the_participant_says_so()
    {
        var page = await site.OpenAsync();
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await page.ClickAsync(".menu button:has-text('Pause')");
        await page.WaitForSelectorAsync("dialog[open]:has-text('Paused')");

        await page.ReloadAsync();
        await page.ClickAsync("dialog[open] button:has-text('Go on writing')");

        await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await walk.ExchangeAsync(1);
    }
}

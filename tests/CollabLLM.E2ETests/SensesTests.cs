using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>For people who see, move and read in other ways: no motion where none is wanted, forced colours, a zoomed page, words from right to left.</summary>
public sealed class SensesTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Where_motion_is_not_wanted_nothing_moves()
    {
        var page = await site.OpenAsync();
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var walk = new ParticipantWalk(page);
        // Anything that the browser itself or a style would move is an animation of the document, and a smooth scroll is a style.
        const string moving =
            """
            [...document.getAnimations().map(a => a.animationName ?? a.transitionProperty ?? 'script'),
             ...[document.documentElement, ...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e); return s.scrollBehavior === 'smooth' || s.animationName !== 'none' || !/^0s(, 0s)*$/.test(s.transitionDuration); }).map(e => e.outerHTML.slice(0, 80))]
            """;
        // The check sees a motion when there is one.
        await page.GotoAsync("/join/demo");
        await page.EvaluateAsync("document.body.animate([{ opacity: 0 }, { opacity: 1 }], { id: 'seen', duration: 60000 })");
        Assert.NotEmpty(await page.EvaluateAsync<string[]>(moving));

        await walk.BeginAsync(async () => Assert.Empty(await page.EvaluateAsync<string[]>(moving)));
        await page.FillAsync("#message", "please write a draft");
        await page.PressAsync("#message", "Enter");
        await page.Locator(".live-text, .reply .actions").First.WaitForAsync();
        Assert.Empty(await page.EvaluateAsync<string[]>(moving));
        await page.ClickAsync(".menu button:has-text('Help')");
        await page.WaitForSelectorAsync("dialog[open]");
        Assert.Empty(await page.EvaluateAsync<string[]>(moving));
    }

    [Fact]
    public async Task In_forced_colours_focus_and_every_state_can_be_seen()
    {
        var page = await site.OpenAsync();
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync(async () =>
        {
            if (await page.Locator(".choice").CountAsync() > 0) await LooksOtherAsync(page, page.Locator(".choice span").Nth(1), page.Locator(".choice").Nth(1));
            if (await page.Locator(".chip").CountAsync() > 0) await LooksOtherAsync(page, page.Locator(".chip").Nth(1), page.Locator(".chip").Nth(1));
        });
        for (var number = 1; number <= 3; number++) await walk.ExchangeAsync(number);
        await LooksOtherAsync(page, page.Locator(".rate .scale span").Nth(4), page.Locator(".rate .scale label").Nth(4));

        await page.Locator("h1").First.ClickAsync();
        for (var pressed = 0; pressed < 25; pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.Equal("", await page.EvaluateAsync<string>(
                """
                (() => {
                  const focused = document.activeElement;
                  if (!focused || focused === document.body) return '';
                  const seen = [focused, focused.nextElementSibling, focused.closest('.page')].filter(Boolean).some(e => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; });
                  return seen ? '' : focused.outerHTML.slice(0, 120);
                })()
                """));
        }
    }

    [Fact]
    public async Task At_two_hundred_percent_everything_is_there_and_nothing_scrolls_sideways()
    {
        // A window of 1280 by 860 at 200 %.
        var page = await site.OpenAsync(640, 430);
        var walk = new ParticipantWalk(page);
        async Task Look()
        {
            Assert.False(await page.ScrollsSidewaysAsync(), $"{await page.InnerTextAsync("h1")} scrolls sideways");
            Assert.Empty(await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('button, a, input, textarea')].filter(e => e.offsetParent && !e.closest('[popover], .visually-hidden, .skip-link')).map(e => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.right > innerWidth + 1 || r.left < -1).map(([e]) => e.outerHTML.slice(0, 80))"));
        }

        await walk.BeginAsync(Look);
        await walk.ExchangeAsync(1);
        await Look();
        Assert.True(await page.EvaluateAsync<bool>("(() => { const r = document.querySelector('#message').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; })()"), "The message box is in sight.");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('.stream').clientHeight >= 100"), "The conversation can be read.");
        await walk.InsertAsync(1);
        await Look();
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('.page').clientHeight >= 100"), "The document can be read.");
    }

    [Theory]
    [InlineData("اكتب لي مقالا قصيرا عن الحدائق", true)]
    [InlineData("כתוב לי מאמר קצר על גינות", true)]
    [InlineData("Write about gardens", false)]
    public async Task Words_stand_on_the_side_from_which_they_are_read(string text, bool fromTheRight)
    {
        var page = await site.OpenAsync();
        var walk = new ParticipantWalk(page);
        await walk.BeginAsync();
        await page.FillAsync("#message", text);
        Assert.Equal(fromTheRight ? "rtl" : "ltr", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#message')).direction"));
        await page.PressAsync("#message", "Enter");
        await page.WaitForSelectorAsync("[data-reply='1'] .actions");
        await page.ClickAsync(".ql-editor");
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync(fromTheRight ? "and a line in English" : "שורה בעברית");

        // Room on the left and on the right of the words in their block.
        const string room = "e => { const r = document.createRange(); r.selectNodeContents(e); const [t, b] = [r.getBoundingClientRect(), e.getBoundingClientRect()]; return [t.left - b.left, b.right - t.right]; }";
        var lines = page.Locator(".ql-editor p");
        var first = await lines.First.EvaluateAsync<double[]>(room);
        var second = await lines.Nth(1).EvaluateAsync<double[]>(room);
        Assert.Equal(fromTheRight, first[0] > first[1]);
        Assert.Equal(!fromTheRight, second[0] > second[1]);
        Assert.Equal(fromTheRight ? "rtl" : "ltr", await page.Locator(".turn-me").EvaluateAsync<string>("e => getComputedStyle(e).direction"));
    }

    /// <summary>The part looks otherwise once the control is pressed, also when neither the pointer nor the focus is on it.</summary>
    private static async Task LooksOtherAsync(IPage page, ILocator part, ILocator control)
    {
        async Task<byte[]> PictureAsync()
        {
            await page.Mouse.MoveAsync(1, 1);
            await page.EvaluateAsync("document.activeElement?.blur()");
            return await part.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        }

        var before = await PictureAsync();
        Assert.Equal(before, await PictureAsync());
        await control.ClickAsync();
        var after = await PictureAsync();
        for (var tries = 0; tries < 600 && after.AsSpan().SequenceEqual(before); tries++)
        {
            await Task.Delay(100);
            after = await PictureAsync();
        }
        Assert.NotEqual(before, after);
    }
}

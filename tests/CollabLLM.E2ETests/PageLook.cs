using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>A page as somebody sees it who looks at it on several screens.</summary>
internal static partial class PageLook
{
    [GeneratedRegex(@"\S")]
    private static partial Regex SomeTitle { get; }

    public static Task<bool> ScrollsSidewaysAsync(this IPage page) => page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth");

    /// <summary>
    /// Waits until the page has its title: while the server takes a page over, its head is drawn anew. Asked from outside:
    /// a function that polls inside the page is an <c>eval</c>, and the site's content security policy forbids it.
    /// </summary>
    public static Task TitledAsync(this IPage page) => Assertions.Expect(page).ToHaveTitleAsync(SomeTitle);

    /// <summary>On a phone and wide, in each scheme: no rule of WCAG 2.2 AA is broken and nothing scrolls sideways. Leaves the page wide and light, with its pictures taken.</summary>
    public static async Task LookAsync(this IPage page, string name, params ColorScheme[] schemes)
    {
        foreach (var scheme in schemes)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var width in new[] { 390, 1280 })
            {
                await page.SetViewportSizeAsync(width, 860);
                var broken = await new ParticipantWalk(page).ViolationsAsync();
                Assert.True(broken.Count == 0, $"{name} at {width}, {scheme}: {string.Join('\n', broken)}");
                Assert.False(await page.ScrollsSidewaysAsync(), $"{name} scrolls sideways at {width}");
                if (scheme is ColorScheme.Light) await Guide.ShotAsync(page, name, fullPage: true);
            }
        }
    }
}

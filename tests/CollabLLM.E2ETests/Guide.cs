using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>Pictures for docs/guide, taken by the walks that the tests make anyway, where UPDATE_GUIDE=1 asks for them.</summary>
internal static class Guide
{
    public static readonly string[] FirstSteps = ["join", "consent", "topic", "intake", "instructions", "co-writing-begin"];
    public static readonly string[] LastSteps = ["final-ratings", "", "last-questions", "completion-code"];
    private static readonly bool IsWanted = Environment.GetEnvironmentVariable("UPDATE_GUIDE") == "1";

    /// <summary>At each call the next of the names; an empty one is left out.</summary>
    public static Func<Task> Each(IPage page, params string[] names)
    {
        var next = 0;
        return () => names[next++] is { Length: > 0 } name ? ShotAsync(page, name) : Task.CompletedTask;
    }

    public static async Task ShotAsync(IPage page, string name, bool fullPage = false)
    {
        if (!IsWanted) return;
        var narrow = page.ViewportSize is { Width: < 500 } ? "-390" : "";
        await page.ScreenshotAsync(new() { Path = Path.Combine(RunningSite.Root(), "docs", "guide", $"{name}{narrow}.png"), FullPage = fullPage, Animations = ScreenshotAnimations.Disabled });
    }
}

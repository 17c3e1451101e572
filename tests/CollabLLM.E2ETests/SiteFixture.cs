using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>One site and one Chromium for the tests of a class.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public RunningSite Site { get; private set; } = default!;

    public async Task InitializeAsync()
    {
        Site = await RunningSite.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    public async Task<IPage> OpenAsync(int width = 1280, int height = 860, bool hasTouch = false)
    {
        var context = await browser!.NewContextAsync(new() { BaseURL = Site.Address, ViewportSize = new() { Width = width, Height = height }, HasTouch = hasTouch });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await Site.DisposeAsync();
    }
}

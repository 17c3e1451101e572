using Microsoft.Playwright;

namespace CollabLLM.E2ETests;

/// <summary>One site and one Chromium for the tests of a class. A page that broke the content security policy fails the class.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    internal static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private const int Patience = 120_000;

    private readonly Dictionary<string, string>? settings;
    private readonly System.Collections.Concurrent.ConcurrentBag<string> violations = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public SiteFixture() : this(null)
    {
    }

    /// <param name="settings">By the names of environment variables.</param>
    internal SiteFixture(Dictionary<string, string>? settings) => this.settings = settings;

    public RunningSite Site { get; private set; } = default!;

    public async Task InitializeAsync()
    {
        Site = await RunningSite.StartAsync(settings);
        // Five seconds, the library's own limit, are short where builds and other suites share two cores.
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    /// <param name="address">Another way to the site; null: straight.</param>
    /// <param name="provoked">How the reports begin that the test brings about by attacking; null: every report is a fault of the page.</param>
    public async Task<IPage> OpenAsync(int width = 1280, int height = 860, bool hasTouch = false, string? address = null, string[]? provoked = null)
    {
        var context = await browser!.NewContextAsync(new() { BaseURL = address ?? Site.Address, ViewportSize = new() { Width = width, Height = height }, HasTouch = hasTouch });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) =>
        {
            if (provoked is not null && provoked.Any(p => message.Text.StartsWith(p, StringComparison.Ordinal))) return;
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) violations.Add($"{page.Url}: {message.Text}");
        };
        return page;
    }

    /// <summary>A page of the first administrator, whose account is made by the site's one-time link: once for each site.</summary>
    public async Task<IPage> SignedInAsync()
    {
        var page = await OpenAsync();
        await page.GotoAsync(Site.Invitation!);
        await page.FillAsync("#name", "First Coordinator");
        await page.FillAsync("#email", "first@example.org");
        await page.FillAsync("#password", "a long enough password");
        await page.ClickAsync("button:has-text('Make the account')");
        await page.WaitForURLAsync("**/studies");
        return page;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await Site.DisposeAsync();
        Assert.True(violations.IsEmpty, string.Join('\n', violations));
    }
}

using System.Globalization;
using System.Net.Sockets;
using CollabLLM.E2ETests;
using Microsoft.Playwright;

namespace CollabLLM.Bench.Sessions;

/// <summary>What a participant's page costs the site: pages are opened in a browser one after another, and the site's memory is asked before and after.</summary>
internal sealed class CircuitMemory(IPlaywright playwright, RunningSite site)
{
    private const int GaugePort = 6191, Warm = 3, Circuits = 12;

    /// <summary>Settings of a site that can be asked.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location), new(StartupHook.PortVariable, GaugePort.ToString(CultureInfo.InvariantCulture)),
    ];

    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = SiteFixture.Arguments });
        var pages = new List<IPage>();
        // The first ones compile code and fill caches.
        for (var i = 0; i < Warm; i++) await OpenAsync(browser);
        var before = await ManagedAsync();
        for (var i = 0; i < Circuits; i++) pages.Add(await OpenAsync(browser));
        var (empty, resident) = (await ManagedAsync(), site.ResidentBytes);
        foreach (var page in pages) await ExchangeAsync(page);
        var full = await ManagedAsync();
        return
        [
            Row("managed memory a circuit, empty conversation, KB", (empty - before) / (double)Circuits),
            Row($"managed memory a circuit, after a reply of {StreamingServer.Characters} characters, KB", (full - before) / (double)Circuits),
            string.Create(CultureInfo.InvariantCulture, $"| resident memory of the whole site with {Warm + Circuits} circuits, MB | | {resident / 1024 / 1024} | | | | |"),
        ];
    }

    private static async Task<IPage> OpenAsync(IBrowser browser, string address)
    {
        var page = await (await browser.NewContextAsync(new() { BaseURL = address })).NewPageAsync();
        page.SetDefaultTimeout(120_000);
        await new ParticipantWalk(page).BeginAsync();
        return page;
    }

    private Task<IPage> OpenAsync(IBrowser browser) => OpenAsync(browser, site.Address);

    private static Task ExchangeAsync(IPage page) => new ParticipantWalk(page).ExchangeAsync(1);

    private static async Task<long> ManagedAsync()
    {
        using var client = new TcpClient("127.0.0.1", GaugePort);
        using var reader = new StreamReader(client.GetStream());
        return long.Parse(await reader.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }

    private static string Row(string what, double bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"| {what} | <= 200 | {bytes / 1024:F0} | | | {Circuits} | {(bytes <= 200 * 1024 ? "pass" : "miss")} |");
}

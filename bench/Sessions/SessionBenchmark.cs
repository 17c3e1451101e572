using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CollabLLM.Core.Sessions;
using CollabLLM.E2ETests;
using Microsoft.Playwright;

namespace CollabLLM.Bench.Sessions;

/// <summary>The participant's page under streaming: three real browsers, and bots that play the study on the same database beside them.</summary>
internal static class SessionBenchmark
{
    private const int Browsers = 3, Exchanges = 4, ModelPort = 6190;

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var bots = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 50;
        using var model = new StreamingServer(ModelPort);
        await using var site = new RunningSite(new(CircuitMemory.Settings)
        {
            ["Remote__Models__bench__BaseUrl"] = model.Address, ["Remote__Models__bench__Model"] = "bench", ["Remote__Models__bench__MaximumConcurrency"] = "64", ["Scoring__Enabled"] = "false",
        });
        await StudyAsync(site);
        await site.RunAsync();
        using var playwright = await Playwright.CreateAsync();
        var pages = new List<MeasuredPage>();
        for (var i = 0; i < Browsers; i++) pages.Add(await OpenAsync(playwright, site));
        using var beside = bots > 0 ? Tool(["study", "bots", "--study", "demo", "--count", $"{bots}", "--parallel", $"{bots}", "--database", site.DatabaseFile], model.Address) : null;
        var finished = (await Task.WhenAll(pages.Select(PlayAsync))).Count(f => f);
        var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
        var stillPlaying = beside is { HasExited: false };
        if (stillPlaying) beside!.Kill(entireProcessTree: true);
        await output.WriteLineAsync($"{finished} of {Browsers} browsers came to the end of {Exchanges} exchanges of {StreamingServer.Characters} characters, {bots} bots beside them{(stillPlaying || bots == 0 ? "" : " (they ended earlier)")}, load {load} on {Environment.ProcessorCount} cores.");
        await output.WriteLineAsync("| what | goal | median | p95 | largest | of | |\n|---|---|---|---|---|---|---|");
        await LineAsync(output, "key to paint while a reply streams, ms", 250, (await Task.WhenAll(pages.Select(p => p.KeysAsync()))).SelectMany(k => k));
        await LineAsync(output, "first token on the server to its paint, ms", 250, await LagsAsync(site, pages, EventKinds.FirstToken, "first"));
        await LineAsync(output, "end of the reply on the server to its paint, ms", 250, await LagsAsync(site, pages, EventKinds.Replied, "end"));
        await LineAsync(output, "bytes a frame at 3,000 to 4,200 characters", 300, pages.SelectMany(p => p.FramesAtTheEnd).Select(b => (double)b));
        foreach (var row in await new CircuitMemory(playwright, site).RowsAsync()) await output.WriteLineAsync(row);
        return 0;
    }

    private static async Task<bool> PlayAsync(MeasuredPage page)
    {
        try
        {
            for (var number = 1; number <= Exchanges; number++) await page.ExchangeAsync(number);
            return true;
        }
        catch (Exception stuck) when (stuck is TimeoutException or PlaywrightException)
        {
            // What it measured until then counts; that it did not finish is told.
            return false;
        }
    }

    private static async Task<MeasuredPage> OpenAsync(IPlaywright playwright, RunningSite site)
    {
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = SiteFixture.Arguments });
        var context = await browser.NewContextAsync(new() { BaseURL = site.Address, ViewportSize = new() { Width = 1280, Height = 860 } });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        var measured = new MeasuredPage(page);
        await measured.BeginAsync();
        return measured;
    }

    private static async Task<IReadOnlyList<double>> LagsAsync(RunningSite site, IEnumerable<MeasuredPage> pages, string kind, string painted)
    {
        var lags = new List<double>();
        foreach (var page in pages)
        {
            var shown = await page.PaintedAsync(painted);
            foreach (var happened in (await site.EventsAsync(page.Url)).Where(e => e.Kind == kind))
                if (shown.TryGetValue($"{happened.Turn}", out var at) && at > 0) lags.Add(at - happened.ServerAt.ToUnixTimeMilliseconds());
        }
        return lags;
    }

    private static async Task StudyAsync(RunningSite site)
    {
        var study = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RunningSite.Root(), "studies", "demo.json")))!;
        foreach (var arm in study["arms"]!.AsArray()) arm!["policy"] = new JsonObject { ["model"] = "remote:bench", ["systemPrompt"] = arm["code"]!.GetValue<string>() };
        var file = Path.Combine(Path.GetDirectoryName(site.DatabaseFile)!, "study.json");
        await File.WriteAllTextAsync(file, study.ToJsonString());
        using var tool = Tool(["study", "create", file, "--slug", "demo", "--database", site.DatabaseFile], null);
        await tool.WaitForExitAsync();
        if (tool.ExitCode != 0) throw new InvalidOperationException("The study could not be created.");
    }

    private static Process Tool(string[] arguments, string? model)
    {
        var program = Path.Combine(RunningSite.Root(), "src", "CollabLLM.Cli", "bin", "Release", "net10.0", "collabllm.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { WorkingDirectory = RunningSite.Root(), RedirectStandardOutput = true };
        if (model is not null) (start.Environment["Remote__Models__bench__BaseUrl"], start.Environment["Remote__Models__bench__Model"], start.Environment["Remote__Models__bench__MaximumConcurrency"]) = (model, "bench", "64");
        var process = Process.Start(start) ?? throw new InvalidOperationException("Build it first: dotnet build -c Release src/CollabLLM.Cli");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task LineAsync(TextWriter output, string what, double goal, IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) await output.WriteLineAsync($"| {what} | <= {goal:g4} | not measured | | | 0 | miss |");
        else
        {
            var p95 = sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1];
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {what} | <= {goal:g4} | {sorted[sorted.Length / 2]:F0} | {p95:F0} | {sorted[^1]:F0} | {sorted.Length} | {(p95 <= goal ? "pass" : "miss")} |"));
        }
    }
}

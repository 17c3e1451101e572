using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CollabLLM.Bench.Engine;

namespace CollabLLM.Bench.Start;

/// <summary>What a visitor waits for: from the start of the built program with a new database to the first page, and to the first token of an embedded policy.</summary>
internal static class StartBenchmark
{
    private const string Key = "key-of-the-start-benchmark";
    private const int Port = 5391;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Reading = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var rounds = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 5;
        var program = Path.Combine(Repository(), "src/CollabLLM.Web/bin/Release/net10.0/CollabLLM.Web.dll");
        if (!File.Exists(program))
        {
            await output.WriteLineAsync("Build it first: dotnet build -c Release src/CollabLLM.Web");
            return 2;
        }
        var (page, first, later) = (new Goal("start to first page", " s", 3, AtMost: true), new Goal("first token of the first reply, 5 s after the first page", " ms", 300, AtMost: true), new Goal("first token of later replies", " ms", 300, AtMost: true));
        for (var round = 0; round < rounds; round++) await RoundAsync(program, page, first, later);
        await output.WriteLineAsync($"| what (wall, {rounds} starts) | goal | best | median | |\n|---|---|---|---|---|");
        foreach (var goal in new[] { page, first, later }) await output.WriteLineAsync(goal.Line());
        return 0;
    }

    private static async Task RoundAsync(string program, Goal page, Goal first, Goal later)
    {
        var folder = Directory.CreateTempSubdirectory("collab-start-").FullName;
        var watch = Stopwatch.StartNew();
        using var site = Process.Start(Settings(program, folder)) ?? throw new InvalidOperationException("The program could not be started.");
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = Patience };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
            await FirstPageAsync(http, watch);
            page.Add(watch.Elapsed.TotalSeconds);
            // Nobody is through welcome, consent, topic and questions sooner; the page has begun to load the models.
            await Task.Delay(Reading);
            first.Add(await FirstTokenAsync(http, 0));
            for (var i = 1; i <= 5; i++) later.Add(await FirstTokenAsync(http, i));
        }
        finally
        {
            site.Kill(entireProcessTree: true);
            await site.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ProcessStartInfo Settings(string program, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = Repository(), RedirectStandardOutput = true };
        foreach (var (name, value) in new (string, string)[]
        {
            ("ASPNETCORE_URLS", $"http://127.0.0.1:{Port}"), ("Database__ConnectionString", $"Data Source={folder}/start.db"), ("Keys__Folder", $"{folder}/keys"),
            ("ModelApi__Enabled", "true"), ("ModelApi__Key", Key), ("Logging__LogLevel__Default", "Error"),
        }) start.Environment[name] = value;
        return start;
    }

    private static async Task FirstPageAsync(HttpClient http, Stopwatch watch)
    {
        while (watch.Elapsed < Patience)
        {
            try
            {
                using var answer = await http.GetAsync("/join/demo");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }
        throw new TimeoutException($"The first page did not come within {Patience.TotalMinutes} minutes.");
    }

    private static async Task<double> FirstTokenAsync(HttpClient http, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = JsonContent.Create(new { model = "demo-collab", stream = true, messages = new[] { new { role = "user", content = $"Please help me write a blog post about garden number {number}." } } }),
        };
        var watch = Stopwatch.StartNew();
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line)
            if (line.Contains("\"content\":\"", StringComparison.Ordinal) && !line.Contains("\"content\":\"\"", StringComparison.Ordinal))
                return watch.Elapsed.TotalMilliseconds;
        throw new InvalidOperationException("The reply held no text.");
    }

    private static string Repository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "CollabLLM.sln"))) at = at.Parent!;
        return at.FullName;
    }
}

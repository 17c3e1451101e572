using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CollabLLM.UnitTests.Inference.Remote;

/// <summary>A server that answers each request as the next line of its script says; the last line is repeated.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Func<HttpContext, Task>[] script;
    private readonly Lock gate = new();
    private int under;

    private ScriptedServer(Func<HttpContext, Task>[] script)
    {
        this.script = script;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/v1/chat/completions", AnswerAsync);
    }

    public List<JsonElement> Requests { get; } = [];

    public List<string> Keys { get; } = [];

    /// <summary>The most requests that were under way at once.</summary>
    public int Most { get; private set; }

    public string Address => $"{app.Urls.Single()}/v1";

    public static async Task<ScriptedServer> StartAsync(params Func<HttpContext, Task>[] script)
    {
        var server = new ScriptedServer(script);
        await server.app.StartAsync();
        return server;
    }

    public static Func<HttpContext, Task> Refuse(int status, string? retryAfter = null) => async http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
        await http.Response.WriteAsJsonAsync(new { error = new { message = $"vendor text {status}", type = "scripted" } });
    };

    public static Func<HttpContext, Task> Say(params string[] words) => async http =>
    {
        foreach (var word in words) await SendAsync(http, Chunk(word, null));
        await SendAsync(http, Chunk(null, "stop"));
        await SendAsync(http, """{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"prompt_tokens_details":{"cached_tokens":3}}}""");
        await SendAsync(http, "[DONE]");
    };

    /// <summary>Says a word and breaks the connection once it was heard: an abort throws away what the network has not delivered yet.</summary>
    public static Func<HttpContext, Task> Break(string word, Task heard) => async http =>
    {
        await SendAsync(http, Chunk(word, null));
        await heard.WaitAsync(http.RequestAborted);
        http.Abort();
    };

    /// <summary>Says a word and ends in good order, without a reason: as a proxy does whose server died.</summary>
    public static Func<HttpContext, Task> Fade(string word) => http => SendAsync(http, Chunk(word, null));

    public static Func<HttpContext, Task> Silence() => http => Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);

    public static Func<HttpContext, Task> After(Func<Task> wait, Func<HttpContext, Task> then) => async http =>
    {
        await wait().WaitAsync(http.RequestAborted);
        await then(http);
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted);
        Func<HttpContext, Task> answer;
        lock (gate)
        {
            answer = script[Math.Min(Requests.Count, script.Length - 1)];
            Requests.Add(body);
            Keys.Add(http.Request.Headers.Authorization.ToString());
            Most = Math.Max(Most, ++under);
        }
        try
        {
            await answer(http);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
        finally
        {
            lock (gate) under--;
        }
    }

    private static string Chunk(string? word, string? finish) => JsonSerializer.Serialize(new
    {
        id = "c", @object = "chat.completion.chunk", created = 1, model = "m", choices = new[] { new { index = 0, delta = new { content = word ?? "" }, finish_reason = finish } },
    });

    private static async Task SendAsync(HttpContext http, string data)
    {
        if (!http.Response.HasStarted) http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync($"data: {data}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}

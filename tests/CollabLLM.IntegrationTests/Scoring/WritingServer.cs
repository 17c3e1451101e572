using System.Text.Json;
using CollabLLM.Core.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CollabLLM.IntegrationTests.Scoring;

/// <summary>
/// An OpenAI-compatible server that plays policy and participant for worker processes. Its reply depends on the request's text alone,
/// which holds messages and seed; who asked is in the key.
/// </summary>
internal sealed class WritingServer : IAsyncDisposable
{
    private static readonly string[] Words = ["cycling", "to", "work", "every", "day", "is", "quiet", "and", "warm", "shall", "we", "go", "on?", "never", "mind"];
    private readonly WebApplication application;
    private readonly Lock gate = new();
    private TaskCompletionSource<string>? asker;
    private int left;

    private WritingServer(WebApplication application) => this.application = application;

    public string Address => application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<WritingServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        var server = new WritingServer(application);
        application.MapPost("/chat/completions", server.AnswerAsync);
        await application.StartAsync();
        return server;
    }

    /// <summary>Who makes the request so many further on. It is told before the answer.</summary>
    public Task<string> AskerAfterAsync(int requests)
    {
        lock (gate)
        {
            (asker, left) = (new(TaskCreationOptions.RunContinuationsAsynchronously), requests);
            return asker.Task;
        }
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = await reader.ReadToEndAsync();
        Count(context.Request.Headers.Authorization.ToString().Split(' ')[^1]);
        var random = new Random((int)(Seeds.Derive(request) & int.MaxValue));
        var text = string.Join(' ', Enumerable.Range(0, 4 + random.Next(12)).Select(_ => Words[random.Next(Words.Length)]));
        // The prompt of the user simulator asks for an object.
        if (request.Contains("current_answer", StringComparison.Ordinal)) text = JsonSerializer.Serialize(new { current_answer = "a draft", thought = "go on", response = text });
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(
            $"data: {Chunk(new { role = "assistant", content = text }, null)}\n\ndata: {Chunk(new { }, "stop")}\n\ndata: [DONE]\n\n", context.RequestAborted);
    }

    private void Count(string who)
    {
        lock (gate)
            if (--left == 0) asker?.TrySetResult(who);
    }

    private static string Chunk(object delta, string? finish) => JsonSerializer.Serialize(
        new { id = "1", @object = "chat.completion.chunk", created = 1, model = "writer", choices = new[] { new { index = 0, delta, finish_reason = finish } } });
}

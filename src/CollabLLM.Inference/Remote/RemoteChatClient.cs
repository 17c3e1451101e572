using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace CollabLLM.Inference.Remote;

/// <summary>An OpenAI-compatible server as a chat client: waits for a place, asks, and asks again as long as nothing of the reply was passed on.</summary>
internal sealed class RemoteChatClient(string model, RemoteModelOptions settings, Func<ChatClient> connect, TimeProvider clock) : IChatClient
{
    private readonly SemaphoreSlim places = new(settings.MaximumConcurrency, settings.MaximumConcurrency);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken)) updates.Add(update);
        var response = updates.ToChatResponse();
        response.AdditionalProperties = updates[^1].AdditionalProperties;
        return response;
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seed = options?.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue);
        var reply = new RemoteReply(model, seed, clock);
        var client = connect();
        var prompt = RemoteRequest.Messages(messages);
        await places.WaitAsync(cancellationToken);
        try
        {
            reply.Begin();
            using var total = new CancellationTokenSource(settings.TotalTimeout, clock);
            for (var attempt = 1; ; attempt++)
            {
                await using var stream = new RemoteStream(client, prompt, RemoteRequest.Options(options, seed), reply, Limits(total, cancellationToken));
                while (await stream.ReadAsync()) yield return stream.Current!;
                if (stream.Fault is not { } fault) break;
                if (reply.HasText || attempt > settings.Retries || !RemoteFaults.IsPassing(fault)) throw RemoteFaults.Of(model, fault);
                await WaitAsync(attempt, seed, fault, total.Token, cancellationToken);
            }
        }
        finally
        {
            places.Release();
        }
        yield return reply.End();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", Uri.TryCreate(settings.BaseUrl, UriKind.Absolute, out var address) ? address : null, settings.Model)
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>The client is shared by everybody who names the model; it lives as long as the host.</summary>
    public void Dispose()
    {
    }

    private RemoteLimits Limits(CancellationTokenSource total, CancellationToken caller) => new(model, settings, clock, total.Token, caller);

    private async Task WaitAsync(int attempt, long seed, Exception fault, CancellationToken total, CancellationToken caller)
    {
        var wait = Backoff.Wait(attempt, settings.FirstRetry, settings.LongestRetry, seed, RemoteFaults.RetryAfter(fault, clock));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(total, caller);
        try
        {
            await Task.Delay(wait, clock, either.Token);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            // No time is left for another attempt: the last fault is the reason.
            throw RemoteFaults.Of(model, fault);
        }
    }
}

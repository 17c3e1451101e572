using CollabLLM.Core.Simulation;
using Microsoft.Extensions.AI;

namespace CollabLLM.IntegrationTests.Scoring;

/// <summary>A model whose reply depends on what it is asked and on the seed alone, as a real one's does. Calls can be made to fail or to stop the caller.</summary>
internal sealed class WritingModel(Func<int, CancellationToken, Task>? onCall = null, Action<string>? onPrompt = null) : IChatClient
{
    private static readonly string[] Words = ["cycling", "to", "work", "every", "day", "is", "quiet", "and", "warm", "shall", "we", "go", "on?", "never", "mind"];
    private int calls;

    public int Calls => calls;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (onCall is not null) await onCall(Interlocked.Increment(ref calls), cancellationToken);
        else Interlocked.Increment(ref calls);
        cancellationToken.ThrowIfCancellationRequested();
        onPrompt?.Invoke(string.Concat(messages.Select(m => m.Text)));
        var random = new Random((int)(Seeds.Derive(options?.Seed ?? 0, string.Concat(messages.Select(m => m.Text))) & int.MaxValue));
        var text = string.Join(' ', Enumerable.Range(0, 4 + random.Next(12)).Select(_ => Words[random.Next(Words.Length)]));
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5 } };
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Scoring does not stream.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CollabLLM.TestKit;

/// <summary>A model whose reply is a function of what it is asked: the same question and seed give the same reply, in any order of calls.</summary>
public sealed class FunctionChatClient(Func<IReadOnlyList<ChatMessage>, ChatOptions, CancellationToken, Task<string>> reply) : IChatClient
{
    private int calls;

    public FunctionChatClient(Func<IReadOnlyList<ChatMessage>, ChatOptions, string> reply)
        : this((messages, options, _) => Task.FromResult(reply(messages, options)))
    {
    }

    public int Calls => calls;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref calls);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, await reply([.. messages], options ?? new ChatOptions(), cancellationToken)));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace CollabLLM.TestKit;

/// <summary>A model that says what its script says, in order. Asked once more than the script is long, it fails: a test notices.</summary>
public sealed class ScriptedChatClient(IEnumerable<string> replies, Action? onCall = null) : IChatClient
{
    private readonly Queue<string> script = new(replies);
    private readonly List<IReadOnlyList<ChatMessage>> asked = [];

    public IReadOnlyList<IReadOnlyList<ChatMessage>> Asked => asked;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        lock (script)
        {
            onCall?.Invoke();
            asked.Add([.. messages]);
            return script.TryDequeue(out var reply)
                ? Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, reply)))
                : throw new InvalidOperationException("The script has ended.");
        }
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

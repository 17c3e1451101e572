using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;

namespace CollabLLM.Inference;

/// <summary>A model folder as a chat client.</summary>
internal sealed class OnnxChatClient(string model) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new PolicyUnavailableException(PolicyFailureKind.ModelUnavailable, $"Model '{model}' cannot be served: the engine is not part of this build.");

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new PolicyUnavailableException(PolicyFailureKind.ModelUnavailable, $"Model '{model}' cannot be served: the engine is not part of this build.");

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}

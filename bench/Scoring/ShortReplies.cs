using Microsoft.Extensions.AI;

namespace CollabLLM.Bench.Scoring;

/// <summary>Random weights never end a reply by themselves: the length is given.</summary>
internal sealed class ShortReplies(IChatClient inner, int tokens) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = options?.Clone() ?? new ChatOptions();
        options.MaxOutputTokens = tokens;
        return base.GetResponseAsync(messages, options, cancellationToken);
    }
}

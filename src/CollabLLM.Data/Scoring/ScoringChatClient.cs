using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;

namespace CollabLLM.Data.Scoring;

/// <summary>A model as scoring uses it: every call waits behind participants' and is counted.</summary>
internal sealed class ScoringChatClient(IChatClient inner, ModelUse use, ModelPrice? price) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = options?.Clone() ?? new ChatOptions();
        options.AdditionalProperties ??= [];
        options.AdditionalProperties[ReplyProperties.Priority] = ReplyPriority.Scoring;
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        use.Add(response, price);
        return response;
    }
}

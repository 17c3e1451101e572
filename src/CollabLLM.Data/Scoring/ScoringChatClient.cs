using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;

namespace CollabLLM.Data.Scoring;

/// <summary>A model as scoring uses it: every call takes one of the host's places, waits behind participants' and is counted.</summary>
internal sealed class ScoringChatClient(IChatClient inner, ModelUse use, ModelPrice? price, SemaphoreSlim places) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        options = options?.Clone() ?? new ChatOptions();
        options.AdditionalProperties ??= [];
        options.AdditionalProperties[ReplyProperties.Priority] = ReplyPriority.Scoring;
        await places.WaitAsync(cancellationToken);
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            use.Add(response, price);
            return response;
        }
        finally
        {
            places.Release();
        }
    }
}

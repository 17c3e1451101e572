using System.Globalization;
using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;

namespace CollabLLM.Bench.Scoring;

/// <summary>Every call begins with words that no other has, so that no prompt's beginning can be taken from an earlier one.</summary>
internal sealed class NaiveClient(IChatClient inner, int round) : DelegatingChatClient(inner)
{
    private int calls;

    public long PromptTokens { get; private set; }

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var mark = new ChatMessage(ChatRole.System, string.Create(CultureInfo.InvariantCulture, $"{calls++} {round}"));
        var response = await base.GetResponseAsync(messages.Prepend(mark), options, cancellationToken);
        PromptTokens += ((ReplyFacts)response.AdditionalProperties![ReplyProperties.Facts]!).PromptTokens!.Value;
        return response;
    }
}

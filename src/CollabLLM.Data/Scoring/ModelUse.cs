using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;

namespace CollabLLM.Data.Scoring;

/// <summary>Calls, tokens and money that models used since this was last taken.</summary>
public sealed class ModelUse
{
    private readonly Lock gate = new();
    private (long Calls, long Tokens, decimal Money) used;

    public void Add(ChatResponse response, ModelPrice? price)
    {
        var facts = response.AdditionalProperties?.GetValueOrDefault(ReplyProperties.Facts) as ReplyFacts;
        var prompt = response.Usage?.InputTokenCount ?? facts?.PromptTokens ?? 0;
        var reply = response.Usage?.OutputTokenCount ?? facts?.ReplyTokens ?? 0;
        var money = price is null ? 0 : ((prompt * price.PerMillionPromptTokens) + (reply * price.PerMillionReplyTokens)) / 1_000_000m;
        lock (gate) used = (used.Calls + 1, used.Tokens + prompt + reply, used.Money + money);
    }

    public (long Calls, long Tokens, decimal Money) Take()
    {
        lock (gate)
        {
            var taken = used;
            used = default;
            return taken;
        }
    }
}

using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;

namespace CollabLLM.Core.Simulation;

/// <summary>A policy as forward simulation needs it: its model, its prompt, its sampling.</summary>
public sealed class SimulatedPolicy(IChatClient client, PolicyDefinition definition, AdditionalPropertiesDictionary? properties = null)
{
    public PolicyDefinition Definition => definition;

    /// <summary>The reply without white space at its ends, as in the published implementation.</summary>
    public async Task<string> ReplyAsync(Conversation conversation, long seed, CancellationToken ct)
    {
        var messages = new List<ChatMessage>();
        if (!string.IsNullOrEmpty(definition.SystemPrompt)) messages.Add(new ChatMessage(ChatRole.System, definition.SystemPrompt));
        messages.AddRange(conversation.Select(m => new ChatMessage(Role(m.Role), m.Content)));
        var sampling = definition.Sampling;
        var options = new ChatOptions
        {
            Seed = seed,
            Temperature = (float?)sampling?.Temperature,
            TopP = (float?)sampling?.TopP,
            TopK = sampling?.TopK,
            MaxOutputTokens = sampling?.MaxTokens,
            AdditionalProperties = properties?.Clone(),
        };
        if (sampling?.MinP is { } minP) (options.AdditionalProperties ??= [])[ReplyProperties.MinP] = minP;
        return WhiteSpace.Strip((await client.GetResponseAsync(messages, options, ct)).Text);
    }

    private static ChatRole Role(MessageRole role) => role switch
    {
        MessageRole.System => ChatRole.System,
        MessageRole.User => ChatRole.User,
        _ => ChatRole.Assistant,
    };
}

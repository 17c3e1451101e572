using CollabLLM.Core.Conversations;
using Microsoft.Extensions.AI;

namespace CollabLLM.Core.Simulation;

/// <summary>
/// Plays the participant with a model that was trained for it and answers in plain text, such as the embedded demonstration policy:
/// the goal is the system message, and the roles are flipped, so that the participant is the assistant of this chat.
/// </summary>
public sealed class PlainUserSimulator(IChatClient client, string modelId, string systemTemplate, double? temperature = null) : IUserSimulator
{
    public string Id => $"{modelId}/plain@{Seeds.Derive(systemTemplate):x}";

    public async Task<SimulatedMessage> ReplyAsync(Conversation conversation, string goal, long seed, CancellationToken ct)
    {
        var messages = new List<ChatMessage> { new(ChatRole.System, systemTemplate.Replace("{goal}", goal, StringComparison.Ordinal)) };
        messages.AddRange(conversation
            .Where(m => m.Role is not MessageRole.System)
            .Select(m => new ChatMessage(m.Role is MessageRole.User ? ChatRole.Assistant : ChatRole.User, m.Content)));
        var answer = await client.GetResponseAsync(messages, new ChatOptions { Temperature = (float?)temperature, Seed = seed }, ct);
        var text = WhiteSpace.Strip(answer.Text);
        return text.Length > 0 ? new SimulatedMessage.Said(text) : new SimulatedMessage.Failed("The user simulator answered with an empty message.");
    }
}

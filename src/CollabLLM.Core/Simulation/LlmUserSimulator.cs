using CollabLLM.Core.Conversations;
using Microsoft.Extensions.AI;

namespace CollabLLM.Core.Simulation;

/// <summary>
/// Asks a general model to play the participant and to answer in JSON with current_answer, thought and response. An answer that cannot
/// be read or lacks a key is asked again, as in the published implementation (10 attempts there); then the sample fails with the reason.
/// </summary>
public sealed class LlmUserSimulator(IChatClient client, string modelId, PromptFile prompt, double temperature = 1.0, int attempts = 10) : IUserSimulator
{
    private static readonly string[] Keys = ["current_answer", "thought", "response"];

    public string Id => $"{modelId}/{prompt.Name}@{prompt.Version}";

    public async Task<SimulatedMessage> ReplyAsync(Conversation conversation, string goal, long seed, CancellationToken ct)
    {
        var question = prompt.Fill(new Dictionary<string, string>
        {
            ["goal"] = TranscriptJson.Quote(goal),
            ["conversation"] = TranscriptJson.Write(conversation),
            ["signal"] = Termination.Signal,
        });
        var reason = "";
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var options = new ChatOptions { Temperature = (float)temperature, MaxOutputTokens = 1024, Seed = Seeds.Derive(seed, attempt) };
            var answer = await client.GetResponseAsync([new ChatMessage(ChatRole.User, question)], options, ct);
            if (Read(answer.Text, out reason) is { } response) return new SimulatedMessage.Said(response);
        }
        return new SimulatedMessage.Failed($"The user simulator gave no usable answer in {attempts} attempts. Last fault: {reason}");
    }

    private static string? Read(string answer, out string reason)
    {
        try
        {
            reason = "the answer is not an object";
            if (LooseJson.Parse(answer) is not Dictionary<string, object?> members) return null;
            reason = $"the answer lacks {string.Join(", ", Keys.Where(k => !members.ContainsKey(k)))}";
            if (Keys.Any(k => !members.ContainsKey(k))) return null;
            reason = "the response is not a text";
            return members["response"] is string text ? WhiteSpace.Strip(text) : null;
        }
        catch (FormatException fault)
        {
            reason = fault.Message;
            return null;
        }
    }
}

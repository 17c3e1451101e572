using CollabLLM.Core.Conversations;
using CollabLLM.Core.Simulation;
using Microsoft.Extensions.AI;

namespace CollabLLM.Core.Judging;

/// <summary>Asks a model for the document (or answer) that a conversation arrived at.</summary>
public sealed class DocumentExtractor(IChatClient client, PromptFile prompt, int attempts = 3)
{
    /// <returns>The text and no reason, or null and the reason.</returns>
    public async Task<(string? Document, string? Reason)> ExtractAsync(string kind, Conversation conversation, long seed, CancellationToken ct)
    {
        var question = prompt.Fill(new Dictionary<string, string> { ["kind"] = kind, ["conversation"] = TranscriptJson.Write(conversation) });
        var reason = "";
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var options = new ChatOptions { Temperature = 0, MaxOutputTokens = 2048, Seed = Seeds.Derive(seed, attempt) };
            var answer = await client.GetResponseAsync([new ChatMessage(ChatRole.User, question)], options, ct);
            try
            {
                if (LooseJson.Parse(answer.Text) is Dictionary<string, object?> members && members.GetValueOrDefault("final_completion") is string text) return (text, null);
                reason = "final_completion is missing or not a text";
            }
            catch (FormatException fault)
            {
                reason = fault.Message;
            }
        }
        return (null, $"The {kind} could not be extracted in {attempts} attempts. Last fault: {reason}");
    }
}

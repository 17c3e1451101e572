using System.Text.Json;
using CollabLLM.Core.Judging;
using CollabLLM.Core.Metrics;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Simulation;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Rewards;

/// <summary>The scripted models of a parity case, in the three roles.</summary>
internal static class ParityModels
{
    public static RewardModels Of(JsonElement one, Action<string>? onCall = null)
    {
        var user = new ScriptedChatClient(UserReplies(one), () => onCall?.Invoke("user"));
        var assistant = new ScriptedChatClient(ParityFile.Texts(one.GetProperty("assistant_model_replies")), () => onCall?.Invoke("assistant"));
        return new RewardModels(
            new SimulatedPolicy(assistant, new PolicyDefinition("scripted")),
            new LlmUserSimulator(user, "scripted", PromptFile.Load("user-simulator.txt")),
            one.TryGetProperty("interactivity_replies", out var marks) ? new Judge(Marks(marks), "scripted") : null,
            one.TryGetProperty("extracted_document", out var document) ? new DocumentExtractor(Document(document), PromptFile.Load("extract.txt")) : null);
    }

    /// <summary>Only the simulation cases hold the raw answers of the user's model; the others hold what it says, which went through as JSON with ASCII escapes.</summary>
    private static IEnumerable<string> UserReplies(JsonElement one) =>
        ParityFile.Texts(one.GetProperty("user_model_replies")).Select(reply => one.TryGetProperty("extracted_document", out _)
            ? $"{{\"current_answer\": \"a\", \"thought\": \"t\", \"response\": \"{Ascii(reply)}\"}}"
            : reply);

    private static string Escape(char c) => c switch
    {
        '"' or '\\' => $"\\{c}",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        >= ' ' and <= '~' => c.ToString(),
        _ => $"\\u{(int)c:x4}",
    };

    /// <summary>Names of the published implementation, as ours.</summary>
    public static string Metric(string published) => published.Replace("->bleu", "->char-bleu", StringComparison.Ordinal).Replace('_', '-');

    private static ScriptedChatClient Marks(JsonElement marks) =>
        new(marks.EnumerateArray().Select(mark => $$"""{"thought": "t", "interactivity": {{mark.GetRawText()}}}"""));

    private static ScriptedChatClient Document(JsonElement document) =>
        new(Enumerable.Repeat($"{{\"thought\": \"t\", \"final_completion\": \"{Ascii(document.GetString()!)}\"}}", 1000));

    private static string Ascii(string text) => string.Concat(text.Select(Escape));
}

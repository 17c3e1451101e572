using System.Text.Json;
using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Exports.Pairs;

/// <summary>A form of preference data that some trainer reads: JSON lines.</summary>
/// <param name="Name">Name in addresses and on the command line.</param>
/// <param name="HasProvenance">Whether rows carry where they come from; strict readers refuse further keys.</param>
/// <param name="Rows">The rows that one session gives.</param>
public sealed record PairDialect(string Name, string Meaning, bool HasProvenance, Func<ScoredSession, IEnumerable<Action<Utf8JsonWriter>>> Rows)
{
    public static PairDialect Trl { get; } = new("trl", "TRL, conversational preference data for DPO", true, session => session.Pairs.Select(pair => (Action<Utf8JsonWriter>)(json =>
    {
        json.WriteMessages("prompt", pair.Prompt);
        json.WriteMessages("chosen", Message.Assistant(pair.Chosen.Text));
        json.WriteMessages("rejected", Message.Assistant(pair.Rejected.Text));
        Provenance.Write(json, pair);
    })));

    public static PairDialect OpenAi { get; } = new("openai", "OpenAI preference fine-tuning", false, session => session.Pairs.Select(pair => (Action<Utf8JsonWriter>)(json =>
    {
        json.WriteStartObject("input"u8);
        json.WriteMessages("messages", pair.Prompt);
        json.WriteEndObject();
        json.WriteMessages("preferred_output", Message.Assistant(pair.Chosen.Text));
        json.WriteMessages("non_preferred_output", Message.Assistant(pair.Rejected.Text));
    })));

    public static PairDialect HumanAssistant { get; } = new("hh", "HH: two transcripts", false, session => session.Pairs.Select(pair => (Action<Utf8JsonWriter>)(json =>
    {
        json.WriteString("chosen"u8, Transcript(pair.Prompt, pair.Chosen.Text));
        json.WriteString("rejected"u8, Transcript(pair.Prompt, pair.Rejected.Text));
    })));

    public static PairDialect CollabLlm { get; } = new("collabllm", "CollabLLM, flat", false, session => session.Pairs.Select(pair => (Action<Utf8JsonWriter>)(json =>
    {
        json.WriteMessages("prompt", pair.Prompt);
        json.WriteString("chosen"u8, pair.Chosen.Text);
        json.WriteString("rejected"u8, pair.Rejected.Text);
        Number(json, "score_chosen", pair.Chosen.Mean);
        Number(json, "score_rejected", pair.Rejected.Mean);
    })));

    public static PairDialect CollabLlmNested { get; } = new("collabllm-nested", "CollabLLM, one conversation with all replies and scores a row", false, ConversationRows.Nested);

    public static PairDialect Supervised { get; } = new("sft", "Supervised fine-tuning: each conversation up to its latest turn, with the best reply", true, ConversationRows.Supervised);

    public static PairDialect Prompts { get; } = new("grpo", "Prompts with reward metadata for GRPO, as verl reads them", true, ConversationRows.Prompts);

    public static IReadOnlyList<PairDialect> All { get; } = [Trl, OpenAi, HumanAssistant, CollabLlm, CollabLlmNested, Supervised, Prompts];

    /// <exception cref="ArgumentException">There is no such dialect; the message lists those that there are.</exception>
    public static PairDialect Named(string name) => All.FirstOrDefault(d => d.Name == name)
        ?? throw new ArgumentException($"There is no dialect '{name}'. There are: {string.Join(", ", All.Select(d => d.Name))}.");

    internal static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static string Transcript(IEnumerable<Message> prompt, string reply) => string.Concat(
        prompt.Where(m => m.Role is not MessageRole.System).Append(Message.Assistant(reply))
            .Select(m => $"\n\n{(m.Role is MessageRole.User ? "Human" : "Assistant")}: {m.Content}"));
}

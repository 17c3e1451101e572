using System.Text.Json;
using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Exports.Pairs;

/// <summary>Dialects whose rows are conversations or prompts, not pairs. Replies without a reward are left out: no score is not a score of 0.</summary>
internal static class ConversationRows
{
    public static IEnumerable<Action<Utf8JsonWriter>> Nested(ScoredSession session)
    {
        var turns = Scored(session);
        if (turns.Count == 0) yield break;
        yield return json =>
        {
            json.WriteString("single_turn_prompt"u8, session.Goal);
            json.WriteString("single_turn_completion"u8, session.Document);
            json.WriteStartObject("single_turn_metadata"u8);
            Provenance.Session(json, session.Study, session.Key, turns[^1].Turn, session.Split);
            json.WriteEndObject();
            json.WriteStartArray("turns"u8);
            foreach (var turn in turns) Turn(json, turn);
            json.WriteEndArray();
        };
    }

    public static IEnumerable<Action<Utf8JsonWriter>> Supervised(ScoredSession session)
    {
        if (Scored(session).LastOrDefault() is not { } last) yield break;
        var best = last.Candidates.Where(c => c.Mean is not null).MaxBy(c => c.Mean)!;
        yield return json =>
        {
            json.WriteMessages("messages", [.. last.Prompt, Message.Assistant(best.Text)]);
            Provenance.Session(json, session.Study, session.Key, last.Turn, session.Split);
            PairDialect.Number(json, "mr", best.Mean);
        };
    }

    public static IEnumerable<Action<Utf8JsonWriter>> Prompts(ScoredSession session) => Scored(session).Select(turn => (Action<Utf8JsonWriter>)(json =>
    {
        json.WriteString("data_source"u8, session.Study);
        json.WriteMessages("prompt", turn.Prompt);
        json.WriteString("ability"u8, "co-writing");
        json.WriteStartObject("reward_model"u8);
        json.WriteString("style"u8, "multiturn-aware");
        json.WriteString("ground_truth"u8, session.Document);
        json.WriteEndObject();
        json.WriteStartObject("extra_info"u8);
        Provenance.Session(json, session.Study, session.Key, turn.Turn, session.Split);
        json.WriteString("single_turn_prompt"u8, session.Goal);
        json.WriteString("preset"u8, session.Preset);
        json.WriteString("options_hash"u8, session.OptionsHash);
        json.WriteString("policy_id"u8, session.PolicyId);
        PairDialect.Number(json, "mr_of_given_reply", turn.Candidates.FirstOrDefault(c => c.Index == 0)?.Mean);
        json.WriteEndObject();
    }));

    private static List<ScoredTurnExport> Scored(ScoredSession session) =>
        [.. session.Turns.Where(t => t.Candidates.Any(c => c.Mean is not null)).OrderBy(t => t.Turn)];

    private static void Turn(Utf8JsonWriter json, ScoredTurnExport turn)
    {
        json.WriteStartObject();
        json.WriteMessages("prompt", turn.Prompt);
        json.WriteStartArray("responses"u8);
        foreach (var candidate in turn.Candidates.Where(c => c.Mean is not null))
        {
            json.WriteStartObject();
            json.WriteString("completion"u8, candidate.Text);
            PairDialect.Number(json, "score", candidate.Mean);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

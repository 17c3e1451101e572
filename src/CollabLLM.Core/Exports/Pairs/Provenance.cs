using System.Text.Json;

namespace CollabLLM.Core.Exports.Pairs;

/// <summary>Where a row comes from: columns beside those that the trainer reads.</summary>
internal static class Provenance
{
    public static void Write(Utf8JsonWriter json, PairExport pair)
    {
        Session(json, pair.Study, pair.Key, pair.Turn, pair.Split);
        json.WriteString("kind"u8, pair.Kind);
        json.WriteString("policy_id"u8, pair.PolicyId);
        json.WriteString("simulator_id"u8, pair.SimulatorId);
        json.WriteString("judge_id"u8, pair.JudgeId);
        json.WriteString("preset"u8, pair.Preset);
        json.WriteString("options_hash"u8, pair.OptionsHash);
        json.WriteNumber("seed"u8, pair.Seed);
        PairDialect.Number(json, "margin", pair.Margin);
        Reply(json, "chosen", pair.Chosen);
        Reply(json, "rejected", pair.Rejected);
        json.WriteString("flags"u8, pair.Flags);
        json.WriteString("decision"u8, pair.Decision);
    }

    public static void Session(Utf8JsonWriter json, string study, SessionKey key, int turn, string split)
    {
        json.WriteString("study"u8, study);
        json.WriteString("participant_id"u8, key.Participant);
        json.WriteString("session_id"u8, key.Session);
        json.WriteString("arm"u8, key.Arm);
        json.WriteNumber("turn"u8, turn);
        json.WriteString("split"u8, split);
        // Nothing else is ever scored; said in each row all the same, because rows travel alone.
        json.WriteBoolean("consents_to_training"u8, true);
    }

    private static void Reply(Utf8JsonWriter json, string which, CandidateExport reply)
    {
        json.WriteString($"{which}_source", reply.Source);
        json.WriteString($"{which}_arm", reply.Arm);
        json.WriteString($"{which}_policy_id", reply.PolicyId);
        json.WriteString($"{which}_prompt_hash", reply.PromptHash);
        PairDialect.Number(json, $"{which}_mr", reply.Mean);
        PairDialect.Number(json, $"{which}_standard_error", reply.StandardError);
        json.WriteNumber($"{which}_used", reply.Used);
        json.WriteNumber($"{which}_failed", reply.Failed);
    }
}

using CollabLLM.Core.Exports.Pairs;

namespace CollabLLM.Core.Exports.Tables;

public static class PairsTable
{
    private static readonly Dictionary<string, string> Kinds = new() { ["simulated"] = "best against worst by Multiturn-aware Reward", ["human"] = "a person picked or edited a reply" };

    internal static readonly Dictionary<string, string> Decisions = new() { ["accepted"] = "a researcher accepted it", ["rejected"] = "a researcher rejected it" };

    public static ExportTable<PairExport> Definition { get; } = new("pairs", "One preference pair: two replies to the same prompt, the better one and the worse one")
    {
        KeyColumns.Of<PairExport>(row => row.Key),
        { "turn", "Turn that is replied to", "from 1", Column.Never, row => (long?)row.Turn },
        new Column<PairExport>("kind", ColumnType.Text, "Where the preference comes from", "kind", Column.Never, row => Cell.Of(row.Kind)) { Labels = Kinds },
        { "preset", "Reward preset, or human for a human pair", "name", Column.Never, row => row.Preset },
        { "options_hash", "Hash of the options; joins scoring_runs", "SHA-256", "a human pair", row => Said(row.OptionsHash) },
        { "margin", "MR of the chosen reply minus that of the rejected one", "reward", "a human pair", row => row.Margin },
        { "chosen_candidate", "Number of the chosen reply; of a human pair 0 is the first text", "from 0", Column.Never, row => (long?)row.Chosen.Index },
        { "chosen_source", "Where the chosen reply comes from; of a human pair picked or edited", "source", Column.Never, row => row.Chosen.Source },
        { "chosen_arm", "Arm whose policy wrote it", "code", Column.Never, row => row.Chosen.Arm },
        { "chosen_policy_id", "Hash of the policy that wrote it", "SHA-256", "the participant wrote it", row => Said(row.Chosen.PolicyId) },
        { "chosen_prompt_hash", "Hash of the messages that the policy was asked with, system message included", "SHA-256", "a human pair", row => Said(row.Chosen.PromptHash) },
        { "chosen_mr", "MR of the chosen reply", "reward", "a human pair", row => row.Chosen.Mean },
        { "chosen_standard_error", "Its standard error", "reward", "fewer than two samples were usable", row => row.Chosen.StandardError },
        { "chosen_used", "Its samples in the mean", "samples", Column.Never, row => (long?)row.Chosen.Used },
        { "chosen_failed", "Its samples that failed", "samples", Column.Never, row => (long?)row.Chosen.Failed },
        { "rejected_candidate", "Number of the rejected reply", "from 0", Column.Never, row => (long?)row.Rejected.Index },
        { "rejected_source", "Where the rejected reply comes from", "source", Column.Never, row => row.Rejected.Source },
        { "rejected_arm", "Arm whose policy wrote it", "code", Column.Never, row => row.Rejected.Arm },
        { "rejected_policy_id", "Hash of the policy that wrote it", "SHA-256", "the participant wrote it", row => Said(row.Rejected.PolicyId) },
        { "rejected_prompt_hash", "Hash of the messages that the policy was asked with, system message included", "SHA-256", "a human pair", row => Said(row.Rejected.PromptHash) },
        { "rejected_mr", "MR of the rejected reply", "reward", "a human pair", row => row.Rejected.Mean },
        { "rejected_standard_error", "Its standard error", "reward", "fewer than two samples were usable", row => row.Rejected.StandardError },
        { "rejected_used", "Its samples in the mean", "samples", Column.Never, row => (long?)row.Rejected.Used },
        { "rejected_failed", "Its samples that failed", "samples", Column.Never, row => (long?)row.Rejected.Failed },
        { "policy_id", "Hash of the policy of the arm", "SHA-256", Column.Never, row => row.PolicyId },
        { "simulator_id", "User simulator", "name", "a human pair", row => row.SimulatorId },
        { "judge_id", "Judge", "name", "no metric asked a judge", row => row.JudgeId },
        { "seed", "Seed of the samples of the chosen reply; of a human pair of the reply, 0 where the participant wrote it", "number", Column.Never, row => (long?)row.Seed },
        { "flags", "Reasons to leave the pair out by default", "words separated by blanks", Column.Never, row => row.Flags },
        new Column<PairExport>("decision", ColumnType.Text, "What a researcher decided", "decision", "not decided", row => Cell.Of(row.Decision)) { Labels = Decisions },
        { "note", "The researcher's note", "text", "none", row => row.Note },
        { "split", "Part of the data, drawn by participant", "train or eval", Column.Never, row => row.Split },
        { "consent", "Whether the participant consents to training", "yes or no", Column.Never, row => (bool?)true },
        { "prompt", "The conversation before the reply", "JSON array of role and content", Column.Never, row => row.PromptJson },
        { "chosen", "The chosen reply", "text", Column.Never, row => row.Chosen.Text },
        { "rejected", "The rejected reply", "text", Column.Never, row => row.Rejected.Text },
    };

    private static string? Said(string text) => text.Length == 0 ? null : text;
}

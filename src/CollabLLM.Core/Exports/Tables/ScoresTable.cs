namespace CollabLLM.Core.Exports.Tables;

/// <summary>Multiturn-aware Reward of one candidate. No moment stands in it, so that the same seed gives the same bytes.</summary>
public sealed record ScoreRow(
    int Turn, int Candidate, string Source, string CandidateArm, string CandidatePolicyId, string CandidatePromptHash, long CandidateSeed, string Kind, string Preset, string OptionsHash, double? Mean, double? StandardError, int Used, int Failed,
    string PolicyId, string SimulatorId, string? JudgeId, long Seed, string CodeVersion, string Reply);

public static class ScoresTable
{
    internal static readonly Dictionary<string, string> Sources = new()
    {
        ["given"] = "the participant got it", ["same-policy"] = "sampled again from the same policy", ["other-arm"] = "sampled from another arm's policy", ["proactive"] = "sampled with the proactive prompt",
    };

    internal static readonly Dictionary<string, string> Kinds = new()
    {
        ["simulated"] = "mean over forward simulations", ["observed"] = "the participant's real continuation as one sample",
    };

    public static ExportTable<InSession<ScoreRow>> Definition { get; } = new("scores", "Multiturn-aware Reward of one reply to one turn")
    {
        KeyColumns.Of<ScoreRow>(),
        { "turn", "Turn that is replied to", "from 1", Column.Never, row => (long?)row.Item.Turn },
        { "candidate", "Number of the reply among those compared; 0 is the one that the participant got", "from 0", Column.Never, row => (long?)row.Item.Candidate },
        new Column<InSession<ScoreRow>>("source", ColumnType.Text, "Where the reply comes from", "source", Column.Never, row => Cell.Of(row.Item.Source)) { Labels = Sources },
        { "candidate_arm", "Arm whose policy wrote the reply", "code", Column.Never, row => row.Item.CandidateArm },
        { "candidate_policy_id", "Hash of the policy that wrote the reply", "SHA-256", Column.Never, row => row.Item.CandidatePolicyId },
        { "candidate_prompt_hash", "Hash of the messages that the policy was asked with, system message included", "SHA-256", Column.Never, row => row.Item.CandidatePromptHash },
        { "candidate_seed", "Seed of the reply's sampling", "number; 0 for the reply that the participant got", Column.Never, row => (long?)row.Item.CandidateSeed },
        new Column<InSession<ScoreRow>>("kind", ColumnType.Text, "What the value is a mean of; the two kinds are never mixed", "kind", Column.Never, row => Cell.Of(row.Item.Kind)) { Labels = Kinds },
        { "preset", "Reward preset", "name", Column.Never, row => row.Item.Preset },
        { "options_hash", "Hash of the options; joins scoring_runs", "SHA-256", Column.Never, row => row.Item.OptionsHash },
        { "mr", "Multiturn-aware Reward: mean over the samples used", "reward", "every sample failed", row => row.Item.Mean },
        { "standard_error", "Standard error of the mean", "reward", "fewer than two samples were usable", row => row.Item.StandardError },
        { "used", "Samples in the mean", "samples", Column.Never, row => (long?)row.Item.Used },
        { "failed", "Samples left out because something failed", "samples", Column.Never, row => (long?)row.Item.Failed },
        { "policy_id", "Hash of the policy that continued", "SHA-256", Column.Never, row => row.Item.PolicyId },
        { "simulator_id", "User simulator and its prompt", "name", Column.Never, row => row.Item.SimulatorId },
        { "judge_id", "Judge", "name", "no metric asked a judge", row => row.Item.JudgeId },
        { "seed", "Seed of the samples", "number", Column.Never, row => (long?)row.Item.Seed },
        { "code_version", "Version of the product that scored", "version", Column.Never, row => row.Item.CodeVersion },
        { "reply", "The reply", "text", Column.Never, row => row.Item.Reply },
    };
}

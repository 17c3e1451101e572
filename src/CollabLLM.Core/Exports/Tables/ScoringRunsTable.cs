namespace CollabLLM.Core.Exports.Tables;

/// <summary>One scoring of the study with one set of options.</summary>
public sealed record ScoringRunRow(string Preset, string OptionsHash, string OptionsJson, long Seed, string State, DateTimeOffset CreatedAt, long UsedCalls, long UsedTokens, decimal UsedMoney);

public static class ScoringRunsTable
{
    public static ExportTable<ScoringRunRow> Definition { get; } = new("scoring_runs", "One scoring of the study with one set of options")
    {
        { "preset", "Name of the reward preset", "name", Column.Never, row => row.Preset },
        { "options_hash", "Hash of everything that the values depend on", "SHA-256", Column.Never, row => row.OptionsHash },
        { "options", "Everything that the values depend on", "JSON object", Column.Never, row => row.OptionsJson },
        { "seed", "Seed of the scoring", "number", Column.Never, row => (long?)row.Seed },
        { "state", "Where the run stands", "state", Column.Never, row => row.State },
        { "created_at", "When the run was made", "moment in UTC", Column.Never, row => (DateTimeOffset?)row.CreatedAt },
        { "used_calls", "Calls of models so far", "calls", Column.Never, row => (long?)row.UsedCalls },
        { "used_tokens", "Tokens of those calls", "tokens", Column.Never, row => (long?)row.UsedTokens },
        { "used_money", "Cost of those calls by the price list", "money of the price list", Column.Never, row => (double?)(double)row.UsedMoney },
    };
}

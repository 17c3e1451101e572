namespace CollabLLM.Core.Exports.Tables;

/// <summary>One sample behind a score.</summary>
public sealed record ScoreSampleRow(int Turn, int Candidate, string OptionsHash, string Kind, int Sample, double? Reward, string? Reason, string ScoresJson, string MessagesJson);

public static class ScoreSamplesTable
{
    public static ExportTable<InSession<ScoreSampleRow>> Definition { get; } = new("score_samples", "One continuation behind a score, simulated or real, with its metric scores")
    {
        KeyColumns.Of<ScoreSampleRow>(),
        { "turn", "Turn that is replied to", "from 1", Column.Never, row => (long?)row.Item.Turn },
        { "candidate", "Number of the reply among those compared", "from 0", Column.Never, row => (long?)row.Item.Candidate },
        { "options_hash", "Hash of the options; joins scoring_runs", "SHA-256", Column.Never, row => row.Item.OptionsHash },
        new Column<InSession<ScoreSampleRow>>("kind", ColumnType.Text, "Simulated or observed", "kind", Column.Never, row => Cell.Of(row.Item.Kind)) { Labels = ScoresTable.Kinds },
        { "sample", "Number of the sample", "from 0", Column.Never, row => (long?)row.Item.Sample },
        { "reward", "Weighted sum of the metrics", "reward", "something failed; see reason", row => row.Item.Reward },
        { "reason", "What failed", "text", "nothing failed", row => row.Item.Reason },
        { "scores", "Every metric with its value, or why it has none", "JSON array", Column.Never, row => row.Item.ScoresJson },
        { "messages", "Messages after the reply", "JSON array", Column.Never, row => row.Item.MessagesJson },
    };
}

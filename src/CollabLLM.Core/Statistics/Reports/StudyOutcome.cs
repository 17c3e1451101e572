using CollabLLM.Core.Statistics.Comparisons;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>One outcome of a study: its stable key, what it is called, its unit and kind, and a row per participant (per participant and checkpoint where it is repeated).</summary>
public sealed record StudyOutcome(string Key, string Title, string Unit, OutcomeKind Kind, bool HigherIsBetter, OutcomeGroup Group, IReadOnlyList<OutcomeRow> Rows)
{
    /// <summary>The question that participants answered; null where nobody was asked.</summary>
    public string? Question { get; init; }
}

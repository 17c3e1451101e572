using CollabLLM.Core.Exports;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Reports;

namespace CollabLLM.Data.Comparisons;

/// <summary>An outcome with one number per session, and how it is read from the session; null where the session has none.</summary>
internal sealed record SessionOutcome(string Key, string Title, string Unit, OutcomeKind Kind, bool HigherIsBetter, OutcomeGroup Group, Func<SessionRow, double?> Value)
{
    public string? Question { get; init; }

    public StudyOutcome With(IReadOnlyList<OutcomeRow> rows) => new(Key, Title, Unit, Kind, HigherIsBetter, Group, rows) { Question = Question };
}

using CollabLLM.Core.Statistics.Comparisons;

namespace CollabLLM.Web.Features.Comparison;

/// <summary>Outcomes and flow of a study, arms by code until unblinding.</summary>
public sealed record StudyOutcomes(IReadOnlyList<StudyOutcome> Outcomes, IReadOnlyList<ArmFlow> Flow);

/// <summary>One outcome of a study: what it is called, what kind it is, and its rows.</summary>
public sealed record StudyOutcome(string Key, string Title, string Unit, OutcomeKind Kind, bool HigherIsBetter, IReadOnlyList<OutcomeRow> Rows);

/// <summary>Who took part, per arm: the flow from allocation to analysis.</summary>
public sealed record ArmFlow(string Arm, int Allocated, int Started, int Completed, int Withdrawn, int Excluded, int Analysed);

/// <summary>An outcome with its comparison; null: there is nothing to compare yet, and why.</summary>
public sealed record ComparedOutcome(StudyOutcome Outcome, Core.Statistics.Comparisons.Comparison? Comparison, string? Reason);

using CollabLLM.Core.Statistics.Checks;
using CollabLLM.Core.Statistics.Models;
using CollabLLM.Core.Statistics.Ranks;
using CollabLLM.Core.Statistics.Sequential;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>Arms contrasted on one outcome: everything a page, a report or a file shows. Serialised by <see cref="ComparisonJson"/>.</summary>
public sealed record Comparison(string Outcome, OutcomeKind Kind, string? Unit, bool Preregistered, double Level, int Resamples, ulong Seed)
{
    public required Finding Finding { get; init; }
    public required IReadOnlyList<string> Baselines { get; init; }

    /// <summary>The baseline with the best mean; null without baselines that have values.</summary>
    public string? BestBaseline { get; init; }

    /// <summary>Whether the margin of the test of equivalence was planned; null: no such test.</summary>
    public bool? MarginPlanned { get; init; }

    /// <summary>The planned look that the finding is judged at; null: none was planned.</summary>
    public LookStatus? Look { get; init; }

    public required int Rows { get; init; }
    public required int Missing { get; init; }
    public required int Participants { get; init; }
    public required IReadOnlyList<Choice> Choices { get; init; }
    public required IReadOnlyList<string> Warnings { get; init; }
    public required IReadOnlyList<ArmSummary> Arms { get; init; }
    public required IReadOnlyList<PairComparison> Pairs { get; init; }
    public required Computed<OverallTestResult> KruskalWallis { get; init; }

    /// <summary>Arms by answers; binary outcomes and ratings.</summary>
    public Computed<OverallTestResult>? ChiSquare { get; init; }

    public Computed<PValue>? FisherExact { get; init; }
    public required IReadOnlyList<CheckpointComparison> Checkpoints { get; init; }

    /// <summary>Arm by checkpoint with a random intercept per participant; only with checkpoints.</summary>
    public Computed<MixedModelResult>? MixedModel { get; init; }

    /// <summary>Proportional odds of the rating by arm; ratings only.</summary>
    public Computed<CumulativeLinkResult>? CumulativeLink { get; init; }

    /// <summary>Does missing data differ between arms?</summary>
    public required Computed<PValue> DifferentialMissing { get; init; }

    public required IReadOnlyList<AssumptionCheck> Assumptions { get; init; }

    /// <summary>Keyed by the JSON name of the number it explains.</summary>
    public required IReadOnlyDictionary<string, Explanation> How { get; init; }
}

using CollabLLM.Core.Statistics.Sequential;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>What to compare and how. Everything that changes a number is here and is repeated in the result.</summary>
public sealed record ComparisonRequest(string Outcome, OutcomeKind Kind)
{
    /// <summary>What the outcome is called in sentences; null: its key.</summary>
    public string? Title { get; init; }

    public string? Unit { get; init; }

    /// <summary>Why the kind was taken to be this one, where nobody said so.</summary>
    public string? KindWasGuessed { get; init; }

    /// <summary>Rows that could not be used at all because they name no arm.</summary>
    public int RowsWithoutArm { get; init; }

    /// <summary>Arms in the order to show; arms found only in the rows follow in order of appearance. An arm without rows is shown as empty.</summary>
    public IReadOnlyList<string> Arms { get; init; } = [];

    /// <summary>Every other arm is compared with each of these. None: every later arm is compared with every earlier one.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>Decides which baseline is the best one.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>Confidence level of every interval, in (0, 1).</summary>
    public double Level { get; init; } = 0.95;

    public int Resamples { get; init; } = 2000;

    public ulong Seed { get; init; } = 1;

    /// <summary>Half-width of what counts as no difference, in the unit of the outcome; null: no equivalence test.</summary>
    public double? EquivalenceMargin { get; init; }

    /// <summary>Was the margin named before the data were seen?</summary>
    public bool MarginPlanned { get; init; }

    /// <summary>The planned look that this comparison is judged at; null: no looks were planned for this outcome.</summary>
    public LookStatus? Look { get; init; }

    /// <summary>Shares at or above these marks are reported for ratings.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [8, 9];

    /// <summary>The smallest turn every participant must reach; later checkpoints are selected data and carry a warning.</summary>
    public int? MinimumTurns { get; init; }

    /// <summary>Was this outcome named as primary before the data were seen?</summary>
    public bool Preregistered { get; init; }

    internal string Name => Title ?? Outcome;

    internal void Validate()
    {
        if (Level is not (> 0.5 and < 1)) throw new ArgumentException($"The confidence level is {Level}; it must lie between 0.5 and 1, for example 0.95.");
        if (Resamples is < 200 or > 1_000_000) throw new ArgumentException($"The number of resamples is {Resamples}; it must lie between 200 and 1,000,000.");
        if (EquivalenceMargin is { } margin && !(margin > 0 && double.IsFinite(margin))) throw new ArgumentException($"The equivalence margin is {margin}; it must be a positive number in the unit of the outcome.");
    }
}

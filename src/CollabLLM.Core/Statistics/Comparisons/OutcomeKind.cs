namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>What an outcome is, which decides how it is compared.</summary>
public enum OutcomeKind
{
    /// <summary>Whole marks on a bounded scale.</summary>
    Rating,

    /// <summary>Yes (1) or no (0).</summary>
    Binary,

    /// <summary>A length of time, at least 0, usually skewed.</summary>
    Duration,

    /// <summary>A number of things, a whole number of at least 0.</summary>
    Count,

    /// <summary>Any other number, such as a metric or a Multiturn-aware Reward.</summary>
    Measure,
}

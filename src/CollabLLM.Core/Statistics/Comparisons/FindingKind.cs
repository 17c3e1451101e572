namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>How much the data say.</summary>
public enum FindingKind
{
    /// <summary>No comparison could be computed.</summary>
    NothingCanBeSaid,

    /// <summary>No difference is significant: arms are not ranked.</summary>
    Undecided,

    /// <summary>Every difference lies inside the equivalence margin.</summary>
    Equivalent,

    /// <summary>At least one difference is significant after correction.</summary>
    Difference,
}

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>
/// The interval that stands beside the mean of each arm: Wilson for shares; else the studentized bootstrap, and t where an arm has too few
/// participants for it (or so many that both agree). One kind for all arms of a comparison, so that they can be held against each other.
/// </summary>
public static class ShownInterval
{
    /// <summary>Its name in a table's head, its key among the <see cref="Explanations"/>, and where it is in an arm's summary.</summary>
    public static (string Name, string Key, Func<ArmSummary, Computed<Interval>> Of) For(IReadOnlyList<ArmSummary> arms)
    {
        if (arms.Any(a => a.Yes is not null)) return ("Wilson", "shares", a => a.Yes is { } yes ? yes.Interval : a.TInterval);
        return arms.Where(a => a.N > 0).All(a => a.StudentizedInterval.IsKnown)
            ? ("studentized bootstrap", "studentizedInterval", a => a.StudentizedInterval)
            : ("t", "tInterval", a => a.TInterval);
    }
}

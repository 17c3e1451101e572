namespace CollabLLM.Core.Studies;

/// <summary>What was planned about the analysis, beside the primary outcomes, before any data were seen. The comparison marks what follows it as planned.</summary>
/// <param name="Looks">Looks at the data before the end; null: they are looked at once, at the end.</param>
/// <param name="Margins">What counts as no difference, by outcome; each named outcome gets a test of equivalence.</param>
public sealed record AnalysisPlan(PlannedLooks? Looks = null, IReadOnlyList<PlannedMargin>? Margins = null)
{
    public IReadOnlyList<PlannedMargin> Margins { get; init; } = Margins ?? [];

    /// <returns>Sentences, each with what is allowed; none: the plan can be followed.</returns>
    /// <param name="target">Wanted number of completed sessions; looks are shares of it.</param>
    public IEnumerable<string> Faults(int? target)
    {
        foreach (var fault in Looks?.Faults() ?? []) yield return fault;
        if (Looks is not null && target is null) yield return "plan.looks are shares of target, and target is missing. Say how many completed sessions the study wants.";
        foreach (var (outcome, margin) in Margins)
        {
            if (string.IsNullOrWhiteSpace(outcome)) yield return "plan.margins holds an entry without an outcome. Name one, such as \"document-quality\".";
            if (!(margin > 0) || !double.IsFinite(margin)) yield return FormattableString.Invariant($"plan.margins gives '{outcome}' the margin {margin}. Choose a number above 0, in the unit of the outcome.");
        }
        if (Margins.GroupBy(m => m.Outcome, StringComparer.Ordinal).Any(g => g.Count() > 1)) yield return "plan.margins names one outcome twice. Give each outcome one margin.";
    }
}

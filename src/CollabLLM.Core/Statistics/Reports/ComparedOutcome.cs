using CollabLLM.Core.Statistics.Comparisons;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>An outcome with its comparison; without one, the reason why there is nothing to compare.</summary>
public sealed record ComparedOutcome(StudyOutcome Outcome, Comparison? Comparison, string? Reason)
{
    /// <param name="perProtocol">Only participants who completed and were not excluded; otherwise everybody allocated.</param>
    /// <param name="margin">Half-width of what counts as no difference, in the unit of the outcome; null: the one of the study file, where it names one.</param>
    public static ComparedOutcome Of(StudyData data, StudyOutcome outcome, bool perProtocol, double? margin = null)
    {
        var used = perProtocol ? outcome with { Rows = [.. outcome.Rows.Where(r => data.PerProtocol.Contains(r.Id))] } : outcome;
        if (used.Rows.Where(r => r.Value is not null).Select(r => r.Arm).Distinct().Count() < 2) return new(used, null, "Two arms with data are needed for a comparison.");
        try
        {
            return new(used, ComparisonBuilder.Build(used.Rows, Request(data, outcome, margin)), null);
        }
        catch (ArgumentException refusal)
        {
            return new(used, null, refusal.Message);
        }
    }

    private static ComparisonRequest Request(StudyData data, StudyOutcome outcome, double? margin)
    {
        var definition = data.Study.Definition();
        var planned = definition.Plan?.Margins.FirstOrDefault(m => m.Outcome == outcome.Key)?.Margin;
        var isNamed = definition.PreRegistered.Contains(outcome.Key);
        return new(outcome.Key, outcome.Kind)
        {
            Title = outcome.Title,
            Unit = outcome.Unit,
            HigherIsBetter = outcome.HigherIsBetter,
            Arms = [.. data.Arms.Select(a => a.Label)],
            Baselines = [.. data.Arms.Where(a => a.IsBaseline).Select(a => a.Label)],
            Seed = (ulong)Math.Abs(definition.Seed),
            MinimumTurns = definition.Turns.MinimumTurns,
            EquivalenceMargin = margin ?? planned,
            MarginPlanned = planned is not null && (margin ?? planned) == planned,
            Preregistered = isNamed,
            Look = isNamed ? data.Looks : null,
        };
    }
}

namespace CollabLLM.Web.Features.Studies.Editing;

/// <summary>What is planned for one outcome.</summary>
public sealed class PlannedOutcomeDraft
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    public bool IsPrimary { get; set; }

    /// <summary>A difference up to this counts as no difference; null: no test of equivalence is planned.</summary>
    public double? Margin { get; set; }
}

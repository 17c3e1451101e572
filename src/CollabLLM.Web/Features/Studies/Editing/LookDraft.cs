namespace CollabLLM.Web.Features.Studies.Editing;

/// <summary>A planned look, in percent of the wanted completed sessions.</summary>
public sealed class LookDraft
{
    public double? Percent { get; set; }
}

namespace CollabLLM.Web.Features.Studies.Editing;

/// <summary>One intake question while somebody edits it; <see cref="Options"/> holds one a line.</summary>
public sealed class IntakeDraft
{
    public string Key { get; set; } = "";
    public string Text { get; set; } = "";
    public string Options { get; set; } = "";
}

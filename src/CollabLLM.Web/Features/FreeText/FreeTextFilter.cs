namespace CollabLLM.Web.Features.FreeText;

/// <summary>Which answers are wanted; null or empty: all.</summary>
/// <param name="Coded">Whether this account has coded the answer.</param>
public sealed record FreeTextFilter(string? Arm, string? Text, bool? Coded)
{
    public bool Takes(FreeTextAnswer answer, string coder) =>
        (string.IsNullOrEmpty(Arm) || answer.Arm == Arm)
        && (string.IsNullOrWhiteSpace(Text) || answer.Text.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase))
        && (Coded is not { } coded || answer.Codings.ContainsKey(coder) == coded);
}

namespace CollabLLM.Web.Features.Studies;

/// <summary>Something that lasted.</summary>
public sealed record ReplaySpan(long FromMs, long ToMs, string Kind, string Says)
{
    public const string Wait = "wait";
    public const string Away = "away";
    public const string Paused = "paused";
}

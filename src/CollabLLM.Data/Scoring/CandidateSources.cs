namespace CollabLLM.Data.Scoring;

/// <summary>Where a candidate reply comes from.</summary>
public static class CandidateSources
{
    public const string Given = "given";
    public const string SamePolicy = "same-policy";
    public const string OtherArm = "other-arm";
    public const string Proactive = "proactive";
}

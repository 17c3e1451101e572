namespace CollabLLM.Core.Statistics.Means;

/// <summary>The sentence that says which arm has too few values for a comparison.</summary>
internal static class TooFew
{
    public static Refusal? For(Observations arm, Observations baseline, int needed = 2) =>
        arm.Count >= needed && baseline.Count >= needed ? null
        : arm.Count == 0 || baseline.Count == 0 ? new($"An arm is empty ({arm.Count} and {baseline.Count} values), so the two cannot be compared.")
        : new($"Each arm needs at least {needed} value{(needed == 1 ? "" : "s")}; there are {arm.Count} and {baseline.Count}.");
}

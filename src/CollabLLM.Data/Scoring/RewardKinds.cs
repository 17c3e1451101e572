namespace CollabLLM.Data.Scoring;

/// <summary>What a reward is a mean of.</summary>
public static class RewardKinds
{
    public const string Simulated = "simulated";
    public const string Observed = "observed";
}

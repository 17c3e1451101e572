namespace CollabLLM.Core.Rewards;

/// <summary>
/// Multiturn-aware Reward of one reply: mean of the samples that could be scored (section 3 of the paper). Unbiased only if the number of
/// samples was fixed before looking at them and failures do not depend on the value; therefore failures are counted and shown.
/// </summary>
/// <param name="Mean">Null when every sample failed.</param>
/// <param name="StandardError">Standard deviation over the square root of the number used; null with fewer than two.</param>
public sealed record RewardEstimate(double? Mean, double? StandardError, IReadOnlyList<RewardSample> Samples)
{
    public int Used => Samples.Count(s => s.Reward is not null);

    public int Failed => Samples.Count - Used;

    public static RewardEstimate Of(IReadOnlyList<RewardSample> samples)
    {
        var values = samples.OrderBy(s => s.Index).Select(s => s.Reward).OfType<double>().ToArray();
        if (values.Length == 0) return new RewardEstimate(null, null, samples);
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Length - 1);
        return new RewardEstimate(mean, values.Length < 2 ? null : Math.Sqrt(variance / values.Length), samples);
    }
}

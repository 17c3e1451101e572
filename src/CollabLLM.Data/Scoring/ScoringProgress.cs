namespace CollabLLM.Data.Scoring;

/// <summary>Where a run stands.</summary>
/// <param name="Jobs">Jobs by state; states without jobs are there with 0.</param>
/// <param name="SamplesPerMinute">Over the last ten minutes.</param>
/// <param name="TimeLeft">At the pace of the jobs ended in the last ten minutes; null when none ended.</param>
/// <param name="Plan">What the values depend on: preset, models of the roles, candidates.</param>
/// <param name="Failures">Jobs that were set aside, and samples that failed, by reason; the most frequent first.</param>
public sealed record ScoringProgress(
    Guid RunId, string Preset, string OptionsHash, ScoringRunState State, IReadOnlyDictionary<ScoringJobState, int> Jobs, double SamplesPerMinute, TimeSpan? TimeLeft,
    IReadOnlyList<ScoringFailure> Failures, ScoringBudget Budget, long UsedCalls, long UsedTokens, decimal UsedMoney, int Pairs, DateTimeOffset CreatedAt, ScoringPlan Plan)
{
    public int Total => Jobs.Values.Sum();

    public int Ended => Total - Jobs[ScoringJobState.Pending] - Jobs[ScoringJobState.Running];
}

/// <summary>A reason, and how often it was one.</summary>
/// <param name="What">job or sample.</param>
public sealed record ScoringFailure(string What, string Reason, int Count);

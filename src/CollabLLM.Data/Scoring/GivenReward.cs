namespace CollabLLM.Data.Scoring;

/// <summary>The reward of a reply that a participant got: the mean over its usable samples, and each metric's mean over the samples in which it had a value.</summary>
/// <param name="Run">The run's preset, with the beginning of its options' hash where the study has several runs of that preset.</param>
/// <param name="Kind">simulated or observed: never mixed.</param>
/// <param name="Mean">Null when every sample failed; metrics may have values all the same.</param>
/// <param name="Failed">Samples without a reward.</param>
/// <param name="Continuations">JSON of the messages after the reply, one text a sample; empty where they were not asked for.</param>
public sealed record GivenReward(
    Guid SessionId, int Turn, string Run, string Kind, double? Mean, int Failed, IReadOnlyDictionary<string, double> Metrics, IReadOnlyList<string> Continuations);

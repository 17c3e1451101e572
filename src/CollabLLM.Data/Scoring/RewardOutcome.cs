namespace CollabLLM.Data.Scoring;

/// <summary>Mean reward, or one metric, as an outcome with one number per session.</summary>
/// <param name="Values">By session; a session without a usable score is missing, not 0.</param>
public sealed record RewardOutcome(string Key, string Title, string Unit, bool HigherIsBetter, IReadOnlyDictionary<Guid, double> Values);

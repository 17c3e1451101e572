using CollabLLM.Core.Metrics;
using CollabLLM.Core.Rewards;

namespace CollabLLM.Data.Scoring;

/// <summary>
/// The scores of a study as outcomes: for each run, simulated apart from observed, the mean over a session's turns of the Multiturn-aware
/// Reward of the replies that the participant got, and of each metric.
/// </summary>
public static class RewardOutcomes
{
    public static async Task<IReadOnlyList<RewardOutcome>> ReadAsync(CollabDbContext db, Guid studyId, CancellationToken ct) => Of(await GivenRewards.ReadAsync(db, studyId, withContinuations: false, ct));

    public static IReadOnlyList<RewardOutcome> Of(IEnumerable<GivenReward> rewards) =>
        [.. rewards.GroupBy(r => (r.Run, r.Kind)).SelectMany(g => new[] { Reward(g.Key.Run, g.Key.Kind, [.. g]) }.Concat(Metrics(g.Key.Run, g.Key.Kind, [.. g]))).Where(o => o.Values.Count > 0)];

    private static RewardOutcome Reward(string run, string kind, GivenReward[] rewards) => new(
        Key("mr", run, kind), $"Multiturn-aware Reward, {run}, {kind}", $"mean over a session's turns; {Meaning(kind)}", true, BySession(rewards, r => r.Mean));

    private static IEnumerable<RewardOutcome> Metrics(string run, string kind, GivenReward[] rewards) => rewards.SelectMany(r => r.Metrics.Keys).Distinct().Order(StringComparer.Ordinal)
        .Select(metric => new RewardOutcome(
            Key($"metric-{metric.Replace("->", "-", StringComparison.Ordinal)}", run, kind), $"{MetricTitles.Of(metric)}, {run}, {kind}", $"mean over a session's turns; {Meaning(kind)}", HigherIsBetter(metric),
            BySession(rewards, r => r.Metrics.TryGetValue(metric, out var value) ? value : null)));

    private static Dictionary<Guid, double> BySession(GivenReward[] rewards, Func<GivenReward, double?> value) => rewards
        .Select(r => (r.SessionId, Value: value(r))).Where(r => r.Value is not null).GroupBy(r => r.SessionId).ToDictionary(g => g.Key, g => g.Average(r => r.Value!.Value));

    private static bool HigherIsBetter(string signature)
    {
        var metric = new WeightedMetric(signature, 1).Metric;
        return !MetricCatalog.Names.Contains(metric) || MetricCatalog.Make(metric, new MetricParts(TokenRule.WordsAfterPrompt, new WordCounter())).HigherIsBetter;
    }

    private static string Meaning(string kind) => kind == RewardKinds.Observed ? "what the participant really did after the reply" : "simulated continuations of the reply";

    private static string Key(string what, string run, string kind) => $"{what}-{run.Replace(' ', '-')}-{kind}";
}

using CollabLLM.Core.Metrics;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Statistics.Agreement;
using CollabLLM.Core.Statistics.Numerics;

namespace CollabLLM.Core.Calibration;

/// <summary>
/// Answers whether scores predict people: Multiturn-aware Reward and metrics against the next checkpoint mark and the final marks,
/// simulated apart from observed, all arms together and each arm; and whether simulators write like the participants they stand for.
/// One seed gives one report.
/// </summary>
public static class Calibrator
{
    public const string Reward = "mr";
    public const int DefaultResamples = 1000;
    private const int FewestResamples = 200;
    private const int MostResamples = 100_000;

    /// <exception cref="ArgumentException">The number of resamples is outside 200 to 100,000.</exception>
    public static CalibrationReport Calibrate(CalibrationData data, ulong seed, int resamples = DefaultResamples)
    {
        if (resamples is < FewestResamples or > MostResamples) throw new ArgumentException($"The number of resamples is {resamples}; it must lie between {FewestResamples} and {MostResamples:N0}.");
        var random = new SeededRandom(seed);
        var marks = data.Marks.ToLookup(m => m.Session, StringComparer.Ordinal);
        // Half of the cores: participants may be writing while a researcher looks.
        RankAgreement[] agreements = [.. Asked(data).AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Max(1, Environment.ProcessorCount / 2)).Select(asked => Agreement(asked, marks, random, resamples))];
        return new(data.Questions, agreements, [.. TraitComparer.Compare(data.Continuations, random)], [.. CalibrationWarnings.Of(data, agreements)], resamples, seed);
    }

    private static IEnumerable<(string Run, string Kind, string Measure, HumanQuestion Question, string? Arm, ScoredReply[] Replies)> Asked(CalibrationData data)
    {
        foreach (var group in data.Replies.GroupBy(r => (r.Run, r.Kind)))
            foreach (var measure in group.SelectMany(r => r.Metrics.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Prepend(Reward))
                foreach (var question in data.Questions)
                    foreach (var arm in data.Arms.Cast<string?>().Prepend(null))
                        yield return (group.Key.Run, group.Key.Kind, measure, question, arm, [.. group.Where(r => arm is null || r.Arm == arm)]);
    }

    private static RankAgreement Agreement(
        (string Run, string Kind, string Measure, HumanQuestion Question, string? Arm, ScoredReply[] Replies) asked, ILookup<string, HumanMark> marks, SeededRandom random, int resamples)
    {
        var points = AgreementPairs.Of(asked.Replies, asked.Question, marks, r => asked.Measure == Reward ? r.Reward : r.Metrics.TryGetValue(asked.Measure, out var value) ? value : null);
        PairedValue[] pairs = [.. points.Select(p => new PairedValue(p.Participant, p.Score, p.Mark))];
        var name = $"{asked.Run}/{asked.Kind}/{asked.Measure}/{asked.Question.Key}/{asked.Arm}";
        return new(
            asked.Run, asked.Kind, asked.Measure, IsJudge(asked.Measure), asked.Question.Key, asked.Arm, pairs.Length, pairs.Select(p => p.Participant).Distinct(StringComparer.Ordinal).Count(),
            ClusterCorrelation.Spearman(pairs, resamples, random.For($"spearman/{name}")), ClusterCorrelation.Kendall(pairs, resamples, random.For($"kendall/{name}")))
        { Points = points };
    }

    private static bool IsJudge(string measure)
    {
        var metric = new WeightedMetric(measure, 1).Metric;
        return MetricCatalog.Names.Contains(metric) && MetricCatalog.Make(metric, new MetricParts(TokenRule.WordsAfterPrompt, new WordCounter())).Needs.HasFlag(MetricNeeds.Judge);
    }
}

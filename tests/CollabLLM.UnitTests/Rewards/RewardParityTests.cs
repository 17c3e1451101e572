using CollabLLM.Core.Metrics;
using CollabLLM.Core.Rewards;

namespace CollabLLM.UnitTests.Rewards;

public sealed class RewardParityTests
{
    public static TheoryData<string> Cases => ParityFile.Ids("reward");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Metric_values_and_reward_equal_the_published_implementation(string id)
    {
        var one = ParityFile.Case("reward", id);
        var names = ParityFile.Texts(one.GetProperty("metric_names"));
        var preset = RewardPresets.V2 with
        {
            Samples = one.GetProperty("num_samples").GetInt32(),
            NewMessages = one.GetProperty("max_new_turns").GetInt32(),
            Metrics = [.. names.Zip(ParityFile.Numbers(one.GetProperty("metric_weights")), (name, weight) => new WeightedMetric(ParityModels.Metric(name), weight))],
        };
        var question = new RewardQuestion(ParityFile.Messages(one.GetProperty("chat_history")), "goal", one.GetProperty("reference_document").GetString());

        var estimate = await new RewardEstimator(preset, ParityModels.Of(one)).EstimateAsync(question, seed: 1, CancellationToken.None);

        var expected = one.GetProperty("expected_rewards");
        foreach (var name in names)
            AssertClose(ParityFile.Numbers(expected.GetProperty(name)), estimate.Samples.Select(s => Value(s, ParityModels.Metric(name))));
        AssertClose(ParityFile.Numbers(expected.GetProperty("MR")), estimate.Samples.Select(s => s.Reward!.Value));
        Assert.Equal(one.GetProperty("expected_mr_mean").GetDouble(), estimate.Mean!.Value, 1e-9);
        var sessions = one.GetProperty("expected_sessions").EnumerateArray().Select(ParityFile.Messages);
        Assert.Equal(sessions, estimate.Samples.Select(s => question.Conversation.With(s.Continuation)));
    }

    private static double Value(RewardSample sample, string metric) =>
        Assert.IsType<MetricScore.Scored>(sample.Scores.Single(s => s.Metric == metric)).Value;

    private static void AssertClose(double[] expected, IEnumerable<double> actual) =>
        Assert.All(expected.Zip(actual.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
}

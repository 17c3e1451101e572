using CollabLLM.Core.Conversations;
using CollabLLM.Core.Judging;
using CollabLLM.Core.Metrics;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Simulation;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Rewards;

public sealed class RewardEstimatorTests
{
    private static readonly RewardQuestion Question =
        new(new Conversation(Message.User("Help me write a poem."), Message.Assistant("About what?")), "a poem about rain", "rain on the roof", "rain on the roof");

    private static readonly RewardPreset Judged =
        RewardPresets.V2 with { Name = "judged", NewMessages = 0, Metrics = [new("interactivity", 1)] };

    [Fact]
    public async Task A_failed_sample_is_left_out_of_the_mean_and_counted()
    {
        var judge = Marks("0.2", "7", "7", "7", "0.6");

        var estimate = await new RewardEstimator(Judged, Models() with { Judge = judge }).EstimateAsync(Question, 1, default);

        Assert.Equal(0.4, estimate.Mean!.Value, 1e-12);
        // s = 0.2 * sqrt(2), over sqrt(2).
        Assert.Equal(0.2, estimate.StandardError!.Value, 1e-12);
        Assert.Equal((2, 1), (estimate.Used, estimate.Failed));
        Assert.Contains("outside 0 to 1", estimate.Samples[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_every_sample_failed_there_is_no_mean()
    {
        var estimate = await new RewardEstimator(Judged, Models()).EstimateAsync(Question, 1, default);

        Assert.Equal((null, null, 0, 3), (estimate.Mean, estimate.StandardError, estimate.Used, estimate.Failed));
        Assert.All(estimate.Samples, s => Assert.Contains("needs a judge", s.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_usable_sample_has_a_mean_but_no_standard_error()
    {
        var estimate = await new RewardEstimator(Judged with { Samples = 1 }, Models() with { Judge = Marks("0.3") }).EstimateAsync(Question, 1, default);

        Assert.Equal((0.3, null), (estimate.Mean, estimate.StandardError));
    }

    [Theory]
    [InlineData("v2-offline")]
    [InlineData("v2")]
    public async Task The_same_seed_gives_the_same_estimate_however_many_calls_run_at_once(string preset)
    {
        var one = await new RewardEstimator(RewardPresets.Named(preset), Models()).EstimateAsync(Question, 7, default);
        var many = await new RewardEstimator(RewardPresets.Named(preset), Models(parallelism: 16)).EstimateAsync(Question, 7, default);
        var other = await new RewardEstimator(RewardPresets.Named(preset), Models()).EstimateAsync(Question, 8, default);

        Assert.NotNull(one.Mean);
        Assert.Equal((one.Mean, one.StandardError), (many.Mean, many.StandardError));
        Assert.Equal(one.Samples.Select(Said), many.Samples.Select(Said));
        Assert.NotEqual(one.Samples.Select(Said), other.Samples.Select(Said));
    }

    [Fact]
    public async Task All_samples_are_under_way_at_once()
    {
        using var arrived = new CountdownEvent(3);
        var everyone = new TaskCompletionSource();
        var user = new FunctionChatClient(async (_, _, ct) =>
        {
            if (arrived.Signal()) everyone.SetResult();
            await everyone.Task.WaitAsync(TimeSpan.FromMinutes(5), ct);
            return Termination.Signal;
        });
        var models = Models(parallelism: 3) with { Simulator = new PlainUserSimulator(user, "u", "{goal}") };

        var estimate = await new RewardEstimator(RewardPresets.V2Offline, models).EstimateAsync(Question, 1, default);

        Assert.Equal(3, estimate.Used);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Finished_samples_are_kept_and_only_the_missing_ones_are_made(int parallelism)
    {
        var whole = await new RewardEstimator(RewardPresets.V2Offline, Models()).EstimateAsync(Question, 7, default);
        var made = new List<int>();

        var resumed = await new RewardEstimator(RewardPresets.V2Offline, Models(parallelism))
            .EstimateAsync(Question, 7, default, [whole.Samples[1]], sample => { made.Add(sample.Index); return Task.CompletedTask; });

        Assert.Equal([0, 2], made.Order());
        Assert.Equal((whole.Mean, whole.StandardError), (resumed.Mean, resumed.StandardError));
    }

    [Fact]
    public async Task The_reward_is_linear_in_the_weights()
    {
        var random = new Random(7);
        for (var i = 0; i < 20; i++)
        {
            var (a, b) = (random.NextDouble() * 4 - 2, random.NextDouble() * 4 - 2);

            var both = await MeanAsync(new WeightedMetric("document->char-bleu", a), new WeightedMetric("question-rate", b));

            var apart = a * await MeanAsync(new WeightedMetric("document->char-bleu", 1)) + b * await MeanAsync(new WeightedMetric("question-rate", 1));
            Assert.Equal(apart, both, 1e-12);
        }
    }

    [Fact]
    public void The_mean_does_not_depend_on_the_order_of_samples()
    {
        var random = new Random(7);
        var samples = Enumerable.Range(0, 9).Select(i => new RewardSample(i, [], [], i == 4 ? null : random.NextDouble(), i == 4 ? "failed" : null)).ToArray();
        var expected = RewardEstimate.Of(samples);

        for (var i = 0; i < 50; i++)
        {
            random.Shuffle(samples);
            var shuffled = RewardEstimate.Of([.. samples]);
            Assert.Equal((expected.Mean, expected.StandardError, 8, 1), (shuffled.Mean, shuffled.StandardError, shuffled.Used, shuffled.Failed));
        }
    }

    [Fact]
    public async Task What_the_participant_really_did_is_one_sample_cut_to_the_window()
    {
        var real = Enumerable.Range(0, 9).Select(i => i % 2 == 0 ? Message.User($"u{i}") : Message.Assistant($"a{i}?")).ToArray();

        var sample = await new RewardEstimator(RewardPresets.V2Offline, Models()).ObserveAsync(Question, real, 1, default);

        Assert.Equal(real.Take(4), sample.Continuation);
        Assert.NotNull(sample.Reward);
    }

    [Fact]
    public async Task In_hindsight_the_participants_document_is_the_reference_and_without_one_the_metric_fails()
    {
        var estimate = await new RewardEstimator(RewardPresets.V2Offline, Models()).EstimateAsync(Question with { Reference = null }, 1, default);

        Assert.Equal(0, estimate.Used);
        Assert.All(estimate.Samples, s => Assert.Contains("hindsight", s.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(20_000, -1.0)]
    [InlineData(5_000, -0.5)]
    public async Task The_paper_caps_the_token_penalty_at_1_per_sample(int words, double expected)
    {
        var preset = RewardPresets.Paper with { Metrics = [new("token-amount", -1e-4)], NewMessages = 0, Samples = 1 };

        Assert.Equal(expected, await MeanOfLongReplyAsync(preset, words), 1e-12);
    }

    [Theory]
    [InlineData("verl", 20_000, -1.0)]
    [InlineData("v2", 20_000, -2.0)]
    public async Task Verl_clamps_each_weighted_metric_and_v2_nothing(string name, int words, double expected)
    {
        var named = RewardPresets.Named(name);
        var preset = named with { Metrics = [named.Metrics.Single(m => m.Metric == "token-amount")], NewMessages = 0, Samples = 1 };

        Assert.Equal(expected, await MeanOfLongReplyAsync(preset, words), 1e-12);
    }

    [Fact]
    public async Task A_document_is_extracted_once_for_all_metrics_that_look_at_it()
    {
        var model = new FunctionChatClient((_, _) => """{"final_completion": "rain on a roof"}""");
        var preset = RewardPresets.V2 with { Metrics = [new("document->char-bleu", 1), new("document->bleu", 1)], NewMessages = 0 };

        var estimate = await new RewardEstimator(preset, Models() with { Extractor = new DocumentExtractor(model, PromptFile.Load("extract.txt")) }).EstimateAsync(Question, 1, default);

        Assert.Equal((3, 3), (estimate.Used, model.Calls));
    }

    [Fact]
    public async Task A_model_that_breaks_is_a_failed_sample_with_its_reason()
    {
        var broken = new Judge(new FunctionChatClient((_, _) => throw new InvalidOperationException("no connection")), "j");

        var estimate = await new RewardEstimator(Judged, Models() with { Judge = broken }).EstimateAsync(Question, 1, default);

        Assert.All(estimate.Samples, s => Assert.Equal("interactivity: The metric's model failed: no connection", s.Reason));
    }

    private static string Said(RewardSample sample) => string.Join('|', sample.Continuation.Select(m => m.Content));

    private static async Task<double> MeanAsync(params WeightedMetric[] metrics) =>
        (await new RewardEstimator(RewardPresets.V2Offline with { Metrics = metrics }, Models()).EstimateAsync(Question, 7, default)).Mean!.Value;

    private static async Task<double> MeanOfLongReplyAsync(RewardPreset preset, int words)
    {
        var reply = string.Join(' ', Enumerable.Repeat("word", words));
        var question = Question with { Conversation = new Conversation(Message.User("x"), Message.Assistant(reply)) };
        return (await new RewardEstimator(preset, Models()).EstimateAsync(question, 1, default)).Mean!.Value;
    }

    private static Judge Marks(params string[] marks) => new(new ScriptedChatClient(marks.Select(m => $$"""{"interactivity": {{m}}}""")), "j");

    private static RewardModels Models(int parallelism = 1) => new(
        new SimulatedPolicy(new FunctionChatClient((_, options) => options.Seed % 3 == 0 ? $"Which roof? {options.Seed}" : $"rain on {options.Seed}"), new PolicyDefinition("p")),
        new PlainUserSimulator(new FunctionChatClient((_, options) => $"more {options.Seed}"), "u", "{goal}"),
        Extractor: new DocumentExtractor(new FunctionChatClient((messages, _) => $$"""{"final_completion": "rain {{messages[0].Text.Length}}"}"""), PromptFile.Load("extract.txt")),
        Parallelism: parallelism);
}

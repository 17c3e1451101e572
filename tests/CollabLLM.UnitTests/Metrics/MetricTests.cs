using CollabLLM.Core.Conversations;
using CollabLLM.Core.Judging;
using CollabLLM.Core.Metrics;
using CollabLLM.TestKit;

namespace CollabLLM.UnitTests.Metrics;

public sealed class MetricTests
{
    /// <summary>A prompt of three messages, the reply that is rewarded, and a window of two.</summary>
    private static readonly Conversation Talk = new(
        Message.User("one two"), Message.Assistant("a b c"), Message.User("three"),
        Message.Assistant("d e f g"), Message.User("four five six"), Message.Assistant("a b c?"));

    [Theory]
    [InlineData(TokenRule.AssistantThousands, 0.010)]
    [InlineData(TokenRule.BothInWindow, 10)]
    [InlineData(TokenRule.WordsAfterPrompt, 10)]
    public async Task Tokens_are_counted_by_the_presets_rule(TokenRule rule, double expected) =>
        Assert.Equal(expected, await ValueAsync("token-amount", Input(), new MetricParts(rule, new WordCounter())), 1e-12);

    [Theory]
    [InlineData(TokenRule.AssistantThousands, 0.020)]
    [InlineData(TokenRule.BothInWindow, 26)]
    [InlineData(TokenRule.WordsAfterPrompt, 10)]
    public async Task Another_counter_counts_where_the_rule_asks_for_tokens(TokenRule rule, double expected) =>
        Assert.Equal(expected, await ValueAsync("token-amount", Input(), new MetricParts(rule, new CharacterCounter())), 1e-12);

    [Fact]
    public async Task Turns_are_the_participants_messages() => Assert.Equal(3, await ValueAsync("turns", Input()));

    [Fact]
    public async Task Question_rate_is_the_share_of_replies_from_the_rewarded_one_on_that_ask() => Assert.Equal(0.5, await ValueAsync("question-rate", Input()));

    [Fact]
    public async Task A_share_of_nothing_is_a_failure() =>
        Assert.IsType<MetricScore.Failed>(await MetricCatalog.Make("question-rate", Parts).ScoreAsync(Input(new Conversation(Message.User("x")), 0), default));

    [Fact]
    public async Task Repetition_is_the_share_of_trigrams_said_before() =>
        // a b c | d e f, e f g | a b c?: the last one differs by its mark, so nothing is repeated.
        Assert.Equal(0, await ValueAsync("repetition", Input()));

    [Fact]
    public async Task A_reply_said_twice_repeats_half() =>
        Assert.Equal(0.5, await ValueAsync("repetition", Input(new Conversation(Message.User("x"), Message.Assistant("a b c"), Message.User("y"), Message.Assistant("A b c")), 1)));

    [Theory]
    [InlineData("the quick brown fox jumps", "Yesterday the quick brown fox ran.", 0.8)]
    [InlineData("the quick brown fox jumps", "nothing of it", 0)]
    [InlineData("the quick brown fox jumps", "“The quick, brown fox jumps!”", 1)]
    [InlineData("", "text", 0)]
    public void Edit_survival_is_the_share_of_words_in_runs_of_four_that_the_document_kept(string reply, string document, double expected) =>
        Assert.Equal(expected, EditSurvival.Share(reply, document), 1e-12);

    [Fact]
    public async Task The_paper_divides_marks_of_1_to_3_by_3_and_the_mark_keeps_its_rubric()
    {
        var judge = new Judge(new ScriptedChatClient(["""{"interactivity": 1.5}"""]), "j");
        var metric = MetricCatalog.Make("interactivity", new MetricParts(TokenRule.BothInWindow, new WordCounter(), judge, JudgeScale.OneToThreeDividedByThree));

        var score = Assert.IsType<MetricScore.Scored>(await metric.ScoreAsync(Input(), default));

        Assert.Equal(0.5, score.Value, 1e-12);
        Assert.Equal(Rubric.InteractivityOneToThree().Id, score.Rubric);
    }

    [Theory]
    [InlineData("interactivity", "needs a judge")]
    [InlineData("goal-completion", "needs a judge")]
    [InlineData("accuracy", "needs a judge")]
    [InlineData("reward-model", "needs a reward model")]
    [InlineData("char-bleu", "document->char-bleu")]
    [InlineData("bleu", "document->bleu")]
    [InlineData("edit-survival", "final document")]
    public async Task A_metric_without_what_it_needs_fails_and_says_so(string name, string reason)
    {
        var failed = Assert.IsType<MetricScore.Failed>(await MetricCatalog.Make(name, Parts).ScoreAsync(Input(), default));

        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_without_a_reference_cannot_be_compared()
    {
        var failed = Assert.IsType<MetricScore.Failed>(await MetricCatalog.Make("char-bleu", Parts).ScoreAsync(Input() with { Document = "x" }, default));

        Assert.Contains("reference", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reward_model_without_a_finite_number_fails()
    {
        var metric = MetricCatalog.Make("reward-model", Parts with { RewardModel = new FixedReward(double.NaN) });

        Assert.IsType<MetricScore.Failed>(await metric.ScoreAsync(Input(), default));
    }

    [Fact]
    public async Task Every_metric_stays_in_the_range_that_it_declares()
    {
        var judge = new Judge(new FunctionChatClient((_, _) => """{"interactivity": 0.5, "goal_completion": 1, "accuracy": 0}"""), "j");
        var parts = Parts with { Judge = judge, RewardModel = new FixedReward(-2.5) };
        foreach (var name in MetricCatalog.Names)
        {
            var metric = MetricCatalog.Make(name, parts);

            var score = Assert.IsType<MetricScore.Scored>(await metric.ScoreAsync(Input() with { Document = "a b", Reference = "a c", FinalDocument = "d e f g" }, default));

            Assert.Equal(name, score.Metric);
            Assert.InRange(score.Value, metric.Range.Low, metric.Range.High);
        }
    }

    [Fact]
    public void Every_metric_has_words_for_readers_beside_its_signature()
    {
        Assert.All(MetricCatalog.Names, name => Assert.EndsWith($" ({name})", MetricTitles.Of(name), StringComparison.Ordinal));
        Assert.Equal("Likeness to the reference by characters (document->char-bleu)", MetricTitles.Of("document->char-bleu"));
        Assert.Equal("of-another-version", MetricTitles.Of("of-another-version"));
    }

    [Fact]
    public void An_unknown_metric_is_refused_with_those_that_there_are() =>
        Assert.Contains("char-bleu", Assert.Throws<ArgumentException>(() => MetricCatalog.Make("rouge", Parts)).Message, StringComparison.Ordinal);

    private static MetricParts Parts { get; } = new(TokenRule.AssistantThousands, new WordCounter());

    private static MetricInput Input(Conversation? talk = null, int promptLength = 3) => new(talk ?? Talk, promptLength, "goal", null, null, null, 1);

    private static async Task<double> ValueAsync(string name, MetricInput input, MetricParts? parts = null) =>
        Assert.IsType<MetricScore.Scored>(await MetricCatalog.Make(name, parts ?? Parts).ScoreAsync(input, default)).Value;

    private sealed class CharacterCounter : ITokenCounter
    {
        public string Id => "characters";

        public int Count(string text) => text.Length;
    }

    private sealed class FixedReward(double value) : IRewardModel
    {
        public string Id => "fixed";

        public ValueTask<(double? Value, string? Reason)> ScoreAsync(Conversation conversation, CancellationToken ct) => ValueTask.FromResult<(double?, string?)>((value, null));
    }
}

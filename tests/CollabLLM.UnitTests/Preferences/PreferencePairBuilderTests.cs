using CollabLLM.Core.Conversations;
using CollabLLM.Core.Preferences;

namespace CollabLLM.UnitTests.Preferences;

public sealed class PreferencePairBuilderTests
{
    private static readonly Conversation Prompt = new(Message.User("Help me."));

    [Fact]
    public void The_highest_mean_is_chosen_and_the_lowest_rejected()
    {
        var pair = Assert.Single(PreferencePairBuilder.Build([Turn(new("b", 0.5), new("c", 0.1), new("a", 0.9), new("d", 0.3))], 0.02));

        Assert.Equal(("a", "c"), (pair.Chosen.Completion, pair.Rejected.Completion));
        Assert.Equal(0.8, pair.Margin, 1e-12);
    }

    [Theory]
    [InlineData(0.25, 1)]
    [InlineData(0.2500001, 0)]
    public void A_difference_of_exactly_the_minimum_gap_makes_a_pair(double gap, int pairs) =>
        Assert.Equal(pairs, PreferencePairBuilder.Build([Turn(new("a", 0.75), new("b", 0.5))], gap).Count);

    [Fact]
    public void Of_equal_means_the_surer_one_is_taken_on_both_sides()
    {
        var pair = Assert.Single(PreferencePairBuilder.Build([Turn(new("a", 1, 0.3), new("b", 1, 0.1), new("c", 0, 0.1), new("d", 0, 0.3))], 0));

        Assert.Equal(("b", "c"), (pair.Chosen.Completion, pair.Rejected.Completion));
    }

    [Fact]
    public void A_reply_is_never_paired_with_itself()
    {
        var pair = Assert.Single(PreferencePairBuilder.Build([Turn(new("a", 0.5, 0.3), new("b", 0.5, 0.1), new("c", 0.5, 0.2))], 0));

        Assert.Equal(("b", "c"), (pair.Chosen.Completion, pair.Rejected.Completion));
    }

    [Fact]
    public void One_reply_makes_no_pair() => Assert.Empty(PreferencePairBuilder.Build([Turn(new ScoredReply("a", 1)), new ScoredTurn("2", Prompt, [])], 0));

    [Fact]
    public void Prompts_of_equal_length_are_one_turn_and_the_pair_keeps_the_best_replys_prompt()
    {
        var other = new Conversation(Message.User("Help me, please."));

        var pair = Assert.Single(PreferencePairBuilder.Build([Turn(new ScoredReply("a", 0.1)), new ScoredTurn("1", other, [new("b", 0.9)])], 0));

        Assert.Equal(("b", "a"), (pair.Chosen.Completion, pair.Rejected.Completion));
        Assert.Equal(other, pair.Prompt);
    }

    [Fact]
    public void A_supervised_row_is_the_latest_turn_with_its_first_best_reply()
    {
        var longer = Prompt.With(Message.Assistant("a"), Message.User("go on"));

        var row = Assert.Single(PreferencePairBuilder.Supervised([new("1", longer, [new("x", 0.1), new("y", 0.2), new("z", 0.2)]), Turn(new ScoredReply("a", 9))]));

        Assert.Equal(longer.With(Message.Assistant("y")), row);
    }

    [Fact]
    public void No_other_pair_of_a_turn_has_a_larger_margin()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var replies = Enumerable.Range(0, random.Next(2, 9)).Select(n => new ScoredReply($"{n}", random.Next(-5, 6) / 10.0, random.NextDouble())).ToArray();

            var pair = Assert.Single(PreferencePairBuilder.Build([new ScoredTurn("1", Prompt, replies)], 0));

            Assert.Equal(replies.Max(r => r.Score) - replies.Min(r => r.Score), pair.Margin, 1e-12);
            Assert.NotEqual(pair.Chosen.Completion, pair.Rejected.Completion);
        }
    }

    private static ScoredTurn Turn(params ScoredReply[] replies) => new("1", Prompt, replies);
}

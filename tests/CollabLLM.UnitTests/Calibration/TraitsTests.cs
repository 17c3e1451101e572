using CollabLLM.Core.Calibration;
using CollabLLM.Core.Conversations;

namespace CollabLLM.UnitTests.Calibration;

public sealed class TraitsTests
{
    private static readonly Message[] Before = [Message.User("I need a post about cycling"), Message.Assistant("Gladly. Which season should it praise?")];

    [Theory]
    [InlineData("message-words", "Make it  shorter please", 4)]
    [InlineData("typing-errors", "Please make it shorter.", 0)]
    [InlineData("typing-errors", "please make it shorter", 25)]
    [InlineData("typing-errors", "Teh post is good now", 20)]
    [InlineData("typing-errors", "I dont like the the end", 100 / 3.0)]
    [InlineData("typing-errors", "Sooo good , i think", 60)]
    [InlineData("new-words", "The winter season", 0.5)]
    [InlineData("new-words", "Cycling", 0)]
    [InlineData("question-answered", "winter, when the season is quiet", 1)]
    [InlineData("question-answered", "Yes", 1)]
    [InlineData("question-answered", "Write about my dog instead", 0)]
    public void A_message_has_the_value_that_can_be_counted_by_hand(string trait, string message, double expected) =>
        Assert.Equal(expected, Assert.Single(Values(trait, Before, [Message.User(message)])), 1e-9);

    [Fact]
    public void A_reply_that_asks_nothing_has_no_answer_to_count() =>
        Assert.Empty(Values("question-answered", [Message.User("Hello"), Message.Assistant("Here is a draft.")], [Message.User("Fine")]));

    [Fact]
    public void A_message_without_longer_words_says_nothing_about_direction() => Assert.Empty(Values("new-words", Before, [Message.User("ok do it")]));

    [Fact]
    public void Later_messages_are_held_against_everything_said_before_them()
    {
        Message[] after = [Message.User("About winter"), Message.Assistant("Winter it is. Anything about snow?"), Message.User("Snow and winter")];

        Assert.Equal([1, 1], Values("question-answered", [Message.User("Hi"), Message.Assistant("About which season, winter?")], after));
        Assert.Equal([2], Values("messages-to-end", Before, after));
    }

    [Fact]
    public void A_simulator_that_writes_like_the_participants_is_no_further_away_than_they_are_among_themselves()
    {
        var written = Enumerable.Range(0, 40).SelectMany(i => new[] { false, true }.Select(simulated =>
            new Continuation($"p{i}", "v2", simulated, Before, [Message.User(string.Join(' ', Enumerable.Repeat("word", 3 + ((i + (simulated ? 1 : 0)) % 7))))])));

        var length = Compare(written).Single(t => t.Key == "message-words");

        Assert.True(length.Wasserstein.Value <= length.AmongParticipants.Value, $"{length.Wasserstein.Value} > {length.AmongParticipants.Value}");
        Assert.Equal(1, length.Bins.Sum(b => b.Participants), 1e-12);
        Assert.Equal(1, length.Bins.Sum(b => b.Simulator), 1e-12);
    }

    [Fact]
    public void A_simulator_that_writes_three_words_more_is_three_words_away()
    {
        var written = Enumerable.Range(0, 10).SelectMany(i => new[] { false, true }.Select(simulated =>
            new Continuation($"p{i}", "v2", simulated, Before, [Message.User(string.Join(' ', Enumerable.Repeat("word", 2 + i + (simulated ? 3 : 0))))])));

        Assert.Equal(3, Compare(written).Single(t => t.Key == "message-words").Wasserstein.Value, 1e-9);
    }

    [Fact]
    public void Where_one_side_wrote_nothing_every_distance_is_refused()
    {
        var traits = Compare([new Continuation("p1", "v2", false, Before, [Message.User("Only a person wrote")])]);

        Assert.All(traits, t => Assert.False(t.Wasserstein.IsKnown));
        Assert.All(traits, t => Assert.Contains("simulator", t.Simulator.Reason, StringComparison.Ordinal));
    }

    private static IReadOnlyList<TraitComparison> Compare(IEnumerable<Continuation> continuations) =>
        Calibrator.Calibrate(new([], [], [], [], [.. continuations]), 1, 200).Traits;

    private static IEnumerable<double> Values(string trait, Message[] before, Message[] after) => Traits.All.Single(t => t.Key == trait).Values(new("p", "v2", false, before, after));
}

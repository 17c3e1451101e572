using CollabLLM.Core.Conversations;
using CollabLLM.Core.Preferences;

namespace CollabLLM.UnitTests.Preferences;

public sealed class PairFlagsTests
{
    private static readonly Conversation Prompt = new(Message.User("Help me write about my garden."));

    [Theory]
    [InlineData("What kind of garden?", "Which tone would you like?", "")]
    [InlineData("What kind of  garden?", "what kind of garden? ", "duplicate")]
    [InlineData("Short.", "A reply that is a good deal longer than the other one.", "length-ratio")]
    [InlineData("", "x", "length-ratio")]
    [InlineData("庭について書きましょう。何が咲いていますか。", "What grows there? Tell me.", "language")]
    [InlineData("Write to anna.b@example.org, please.", "Tell me what grows there.", "personal-data")]
    [InlineData("Call +49 (30) 1234-5678 about it.", "Tell me what grows there.", "personal-data")]
    [InlineData("Shall Biscuit be in it?", "Shall the dog be in it?", "personal-data")]
    [InlineData("Shall biscuits be in it?", "Shall the dog be in it?", "")]
    [InlineData("I studied there 2019-2023.", "I was born on 31/05/1999.", "")]
    [InlineData("My number is 0171 2345678.", "It is a long number, really.", "personal-data")]
    [InlineData("It took 12 years and 3 moves.", "It took a long time, really.", "")]
    public void A_pair_is_flagged_for_what_speaks_against_it(string chosen, string rejected, string flags) =>
        Assert.Equal(flags, string.Join(' ', PairFlags.Of(Pair(chosen, rejected), ["Biscuit", "", "x"])));

    [Fact]
    public void Personal_data_in_the_prompt_flags_the_pair_as_well()
    {
        var pair = Pair("What kind of garden?", "Which tone would you like?") with { Prompt = new Conversation(Message.User("Mine. I am at me@example.org.")) };

        Assert.Equal(["personal-data"], PairFlags.Of(pair, []));
    }

    [Theory]
    // 0.5 - 1.96 * sqrt(2) * 0.18 = 0.001; with 0.19 it is -0.027.
    [InlineData(0.18, false)]
    [InlineData(0.19, true)]
    public void A_margin_inside_its_own_uncertainty_is_flagged_where_confidence_is_asked_for(double standardError, bool flagged)
    {
        var pair = Pair("What kind of garden?", "Which tone would you like?", standardError);

        Assert.Equal(flagged, PairFlags.Of(pair, [], demandConfidence: true).Contains("low-confidence"));
        Assert.Empty(PairFlags.Of(pair, []));
    }

    [Fact]
    public void Without_a_standard_error_there_is_no_confidence() =>
        Assert.Equal(["low-confidence"], PairFlags.Of(Pair("What kind of garden?", "Which tone would you like?"), [], demandConfidence: true));

    private static PreferencePair Pair(string chosen, string rejected, double? standardError = null) =>
        new("1", Prompt, new ScoredReply(chosen, 0.75, standardError), new ScoredReply(rejected, 0.25, standardError));
}

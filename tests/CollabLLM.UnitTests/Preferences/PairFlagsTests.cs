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
    [InlineData("Что растёт в вашем саду этой весной?", "What grows there? Tell me.", "language")]
    [InlineData("Was wächst in deinem Garten, und wie ist der Boden? Die Rosen und das Gemüse sind schon da.", "What kind of roses are in the garden, and what is the soil like?", "language")]
    [InlineData("Il giardino.", "The garden.", "")]
    [InlineData("Write to anna.b@example.org, please.", "Tell me what grows there.", "personal-data")]
    [InlineData("Call +49 (30) 1234-5678 about it.", "Tell me what grows there.", "personal-data")]
    [InlineData("Shall Biscuit be in it?", "Shall the dog be in it?", "personal-data")]
    [InlineData("Shall biscuits be in it?", "Shall the dog be in it?", "")]
    [InlineData("I studied there 2019-2023.", "I was born on 31/05/1999.", "")]
    [InlineData("My number is 0171 2345678.", "It is a long number, really.", "personal-data")]
    [InlineData("It took 12 years and 3 moves.", "It took a long time, really.", "")]
    public void A_pair_is_flagged_for_what_speaks_against_it(string chosen, string rejected, string flags) =>
        Assert.Equal(flags, string.Join(' ', PairFlags.Of(Pair(chosen, rejected, 0.01), ["Biscuit", "", "x"], 4)));

    [Fact]
    public void Personal_data_in_the_prompt_flags_the_pair_as_well()
    {
        var pair = Pair("What kind of garden?", "Which tone would you like?", 0.01) with { Prompt = new Conversation(Message.User("Mine. I am at me@example.org.")) };

        Assert.Equal(["personal-data"], PairFlags.Of(pair, [], 4));
    }

    [Theory]
    // 0.5 - 1.96 * sqrt(2) * 0.18 = 0.001; with 0.19 it is -0.027.
    [InlineData(0.18, false)]
    [InlineData(0.19, true)]
    public void A_margin_inside_its_own_uncertainty_is_flagged(double standardError, bool flagged)
    {
        var pair = Pair("What kind of garden?", "Which tone would you like?", standardError);

        Assert.Equal(flagged, PairFlags.Of(pair, [], 4).Contains("low-confidence"));
    }

    [Fact]
    public void Without_a_standard_error_there_is_no_confidence() =>
        Assert.Equal(["low-confidence"], PairFlags.Of(Pair("What kind of garden?", "Which tone would you like?"), [], 4));

    [Theory]
    // A part of a name as names are written, whole names in any case; "will" is a word before it is a name.
    [InlineData("Shall I begin with Anna's roses?", true)]
    [InlineData("Shall I begin with ANNA BERG?", true)]
    [InlineData("Shall I begin with the berg?", false)]
    public void A_part_of_a_name_counts_as_names_are_written(string reply, bool flagged) =>
        Assert.Equal(flagged, PairFlags.Of(Pair(reply, "Which tone would you like?", 0.01), ["Anna Berg"], 4).Contains("personal-data"));

    private static PreferencePair Pair(string chosen, string rejected, double? standardError = null) =>
        new("1", Prompt, new ScoredReply(chosen, 0.75, standardError), new ScoredReply(rejected, 0.25, standardError));
}

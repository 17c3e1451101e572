using CollabLLM.Core.Conversations;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Core.Preferences;

namespace CollabLLM.UnitTests.Exports;

public sealed class PairSelectionTests
{
    [Theory]
    [InlineData("personal-data", 0)]
    [InlineData("language", 0)]
    [InlineData("duplicate", 0)]
    // With three samples nearly every pair has it, so it tells and does not keep out unless it is asked to.
    [InlineData("low-confidence", 1)]
    [InlineData("", 1)]
    public void Flagged_pairs_stay_out_by_default_and_are_counted(string flags, int kept)
    {
        var selection = new PairSelection();

        selection.Takes(Pair(flags));

        Assert.Equal(kept, selection.Kept);
        Assert.Equal(kept == 1 ? [] : [KeyValuePair.Create($"flagged {flags}", 1)], selection.LeftOut);
    }

    [Theory]
    [InlineData(null, null, true, false, "low-confidence", false)]
    [InlineData("language", null, false, false, "personal-data", true)]
    [InlineData(null, null, false, true, "personal-data", true)]
    [InlineData(null, "1.5", false, false, "", false)]
    public void Filters_can_be_changed_in_words(string? leaveOut, string? ratio, bool confident, bool flagged, string flags, bool takes)
    {
        var selection = new PairSelection(new PairFilters().Changed(leaveOut, ratio, confident, flagged));

        Assert.Equal(takes, selection.Takes(Pair(flags, chosen: "twice the words", rejected: "two words")));
    }

    [Fact]
    public void An_accepted_pair_is_taken_whatever_its_flags() => Assert.True(new PairSelection().Takes(Pair("personal-data language") with { Decision = "accepted" }));

    [Fact]
    public void The_same_pair_of_another_session_is_taken_once()
    {
        var selection = new PairSelection();

        Assert.Equal((true, false, true), (selection.Takes(Pair("")), selection.Takes(Pair("")), selection.Takes(Pair("", chosen: "Another"))));
        Assert.Equal(1, selection.LeftOut["the same as an earlier pair"]);
    }

    [Theory]
    [InlineData("misspelt", null, "There is no flag 'misspelt'")]
    [InlineData(null, "0.5", "largestLengthRatio is 0.5")]
    [InlineData(null, "many", "takes a number")]
    public void What_is_not_allowed_is_refused_in_a_sentence(string? leaveOut, string? ratio, string says) =>
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => new PairFilters().Changed(leaveOut, ratio, false, false)).Message, StringComparison.Ordinal);

    private static PairExport Pair(string flags, string chosen = "Gladly. About what?", string rejected = "About what, please?") => new(
        new SessionKey("p1", "s1", "K"), "writing", 2, "simulated", "v2", "hash", 0.25, [Message.User("Help me")],
        new CandidateExport(1, "same-policy", chosen, 0.5, 0.1, 3, 0, "sim", null, 7, "1.0"), new CandidateExport(0, "given", rejected, 0.25, 0.1, 3, 0, "sim", null, 8, "1.0"),
        "policy", flags, null, null, "train");
}

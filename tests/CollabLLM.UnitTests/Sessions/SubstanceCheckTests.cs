using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;

namespace CollabLLM.UnitTests.Sessions;

public sealed class SubstanceCheckTests
{
    [Theory]
    [InlineData("ok", 0, "too-short")]
    [InlineData("make it shorter", 0, "")]
    [InlineData("Please write about my garden", 0, "repeated")]
    [InlineData("garden my about write please", 0, "repeated")]
    [InlineData("please write about my small garden", 0, "")]
    [InlineData("here is some text", 399, "")]
    [InlineData("here is some text", 400, "pasted")]
    [InlineData("asdfjklasdfjklasdfjklasdfjklasdfjklasdfjklasdfjkl then", 0, "nonsense")]
    [InlineData("please read https://example.org/a/long/address/of/a/page/that/exists", 0, "")]
    [InlineData("no aaaaaaaaaaaaaaa yes", 0, "nonsense")]
    public void A_flag_follows_the_thresholds_of_the_study(string message, int pasted, string expected)
    {
        var flags = SubstanceCheck.Flags(message, ["please write about my garden"], pasted, new SubstanceThresholds(ShortestMessageWords: 2, RepeatedShare: 0.9, PastedCharacters: 400));

        Assert.Equal(expected, string.Join(' ', flags));
    }
}

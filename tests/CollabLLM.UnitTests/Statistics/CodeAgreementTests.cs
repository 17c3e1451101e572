using CollabLLM.Core.Ratings;
using CollabLLM.Core.Statistics.Agreement;

namespace CollabLLM.UnitTests.Statistics;

public sealed class CodeAgreementTests
{
    /// <summary>20, 5, 10 and 15 texts: statsmodels.stats.inter_rater.cohens_kappa([[20, 5], [10, 15]]).kappa is 0.4.</summary>
    [Fact]
    public void Kappa_of_one_code_is_that_of_its_two_by_two_table()
    {
        var (clear, none) = (CodeList.Parse("clear"), CodeList.None);
        List<(CodeList, CodeList)> texts =
        [
            .. Enumerable.Repeat((clear, clear), 20), .. Enumerable.Repeat((clear, none), 5), .. Enumerable.Repeat((none, clear), 10), .. Enumerable.Repeat((none, none), 15),
        ];

        var agreed = Assert.Single(CodeAgreement.Of(texts));

        Assert.Equal((20, 5, 10, 15), (agreed.Both, agreed.OnlyFirst, agreed.OnlySecond, agreed.Neither));
        Assert.Equal(0.4, agreed.Kappa.Value.Value, 12);
    }

    [Fact]
    public void Codes_are_small_letters_each_once_in_alphabetical_order() =>
        Assert.Equal("clear; too  long".Replace("  ", " ", StringComparison.Ordinal), CodeList.Parse(" Too   long;clear, CLEAR\n").ToString());

    [Fact]
    public void Too_many_or_too_long_codes_are_refused()
    {
        Assert.Throws<FormatException>(() => CodeList.Parse(new string('x', CodeList.LongestCode + 1)));
        Assert.Throws<FormatException>(() => CodeList.Parse(string.Join(';', Enumerable.Range(0, CodeList.MostCodes + 1))));
    }
}

using CollabLLM.Core.Metrics;

namespace CollabLLM.UnitTests.Metrics;

/// <summary>Expected values worked out by hand from Papineni et al. (2002), section 2.</summary>
public sealed class BleuTests
{
    [Fact]
    public void Words_with_one_difference()
    {
        // the cat sat on a mat / the cat sat on the mat: 5/6, 3/5, 2/4, 1/3; equal lengths, so no brevity penalty.
        var expected = Math.Pow(5 / 6.0 * (3 / 5.0) * (2 / 4.0) * (1 / 3.0), 0.25);

        Assert.Equal(expected, Bleu.OfWords("the cat sat on the mat", "the cat sat on a mat"), 1e-12);
    }

    [Fact]
    public void A_short_hypothesis_pays_the_brevity_penalty() =>
        Assert.Equal(Math.Exp(1 - (6 / 4.0)), Bleu.OfWords("a b c d e f", "a b c d"), 1e-12);

    [Fact]
    public void A_repeated_unit_counts_no_more_often_than_the_reference_has_it() =>
        // 7 times "the" against 2: the unigram precision is 2/7 and no bigram matches, so the value is 0 for all purposes.
        Assert.Equal(0, Bleu.OfWords("the cat is on the mat", "the the the the the the the"), 1e-100);

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("reference", "", 0)]
    [InlineData("", "text", 0)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("same text", "same text", 1)]
    public void Ends_of_the_scale(string reference, string hypothesis, double expected) =>
        Assert.Equal(expected, Bleu.OfCharacters(reference, hypothesis), 1e-12);

    [Fact]
    public void A_character_outside_the_basic_plane_is_one_unit() =>
        // 5 units against 4 of them: three precisions of 1 and a penalty of e^(1-5/4); as UTF-16 the ratio would be 8/6.
        Assert.Equal(Math.Exp(1 - (5 / 4.0)), Bleu.OfCharacters("🙂a🙂b🙂", "🙂a🙂b"), 1e-12);

    [Fact]
    public void Every_value_lies_between_0_and_1_and_a_text_matches_itself_best()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var (reference, hypothesis) = (Text(random), Text(random));

            Assert.InRange(Bleu.OfCharacters(reference, hypothesis), 0, 1);
            if (reference.Length >= 4) Assert.Equal(1, Bleu.OfCharacters(reference, reference), 1e-12);
        }
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(0, 40)).Select(_ => "ab c🙂é"[random.Next(3)]));
}

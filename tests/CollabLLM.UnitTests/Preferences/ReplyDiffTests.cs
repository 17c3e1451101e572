using CollabLLM.Core.Preferences;

namespace CollabLLM.UnitTests.Preferences;

public sealed class ReplyDiffTests
{
    [Theory]
    [InlineData("a warm letter", "a short letter", "a |-warm|+short| letter")]
    [InlineData("the same", "the same", "the same")]
    [InlineData("", "new", "+new")]
    [InlineData("old", "", "-old")]
    [InlineData("One. Two?", "One, two?", "One|-.|+,| |-Two|+two|?")]
    public void Parts_are_words_white_space_and_marks(string first, string second, string parts) => Assert.Equal(parts, string.Join('|', ReplyDiff.Of(first, second).Select(Written)));

    [Fact]
    public void The_parts_of_each_side_make_its_text_again_however_the_texts_look()
    {
        var random = new Random(20_261_126);
        string[] words = ["a", "b", "c", " ", "\n", ".", "é", "庭"];
        for (var i = 0; i < 200; i++)
        {
            var (first, second) = (Text(random, words), Text(random, words));

            var parts = ReplyDiff.Of(first, second);

            Assert.Equal((first, second), (Side(parts, DiffKind.OnlyFirst), Side(parts, DiffKind.OnlySecond)));
        }
    }

    [Fact]
    public void Texts_too_long_to_compare_word_by_word_are_two_whole_parts()
    {
        var (first, second) = (string.Concat(Enumerable.Repeat("word ", 2_000)), string.Concat(Enumerable.Repeat("other ", 2_000)));

        Assert.Equal([DiffKind.OnlyFirst, DiffKind.OnlySecond], ReplyDiff.Of(first, second).Select(p => p.Kind));
    }

    private static string Written(DiffPart part) => part.Kind switch { DiffKind.OnlyFirst => "-", DiffKind.OnlySecond => "+", _ => "" } + part.Text;

    private static string Side(IEnumerable<DiffPart> parts, DiffKind side) => string.Concat(parts.Where(p => p.Kind is DiffKind.Both || p.Kind == side).Select(p => p.Text));

    private static string Text(Random random, string[] words) => string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => words[random.Next(words.Length)]));
}

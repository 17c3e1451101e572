using CollabLLM.Inference.Sampling;

namespace CollabLLM.UnitTests.Inference.Sampling;

public sealed class StopStringsTests
{
    [Theory]
    [InlineData(new[] { "Hello ", "ST", "OP", " more" }, "Hello ")]
    [InlineData(new[] { "a S", "T", "O", "P" }, "a ")]
    [InlineData(new[] { "STOP" }, "")]
    [InlineData(new[] { "xSSTOPy" }, "xS")]
    public void A_stop_string_across_pieces_ends_the_text_before_it(string[] pieces, string shown)
    {
        var stops = new StopStrings(["STOP"]);
        var text = "";
        var stopped = false;
        foreach (var piece in pieces.TakeWhile(_ => !stopped))
        {
            (var part, stopped) = stops.Push(piece);
            text += part;
        }

        Assert.True(stopped);
        Assert.Equal(shown, text);
    }

    [Fact]
    public void What_only_looked_like_a_beginning_is_shown_after_all()
    {
        var stops = new StopStrings(["STOP", "\n\nUser:"]);

        var text = stops.Push("a\n\nUs").Text + stops.Push("ual ST").Text;

        Assert.Equal("a\n\nUsual ", text);
        Assert.Equal("ST", stops.Flush());
    }

    [Fact]
    public void The_stop_string_that_begins_first_wins()
    {
        Assert.Equal(("ab", true), new StopStrings(["d", "cd"]).Push("abcd"));
    }
}

using System.Text.Json.Nodes;
using CollabLLM.Core.Documents;

namespace CollabLLM.UnitTests.Documents;

public sealed class QuillDeltaTests
{
    [Theory]
    [InlineData("""[{"insert":"abc\n"}]""", """[{"retain":1},{"insert":"X"},{"delete":1}]""", """[{"insert":"aXc\n"}]""")]
    [InlineData("""[{"insert":"abc\n"}]""", """[{"retain":2,"attributes":{"bold":true}}]""", """[{"insert":"ab","attributes":{"bold":true}},{"insert":"c\n"}]""")]
    [InlineData("""[{"insert":"ab","attributes":{"bold":true}},{"insert":"c\n"}]""", """[{"retain":2,"attributes":{"bold":null}}]""", """[{"insert":"abc\n"}]""")]
    [InlineData("""[{"insert":"a"},{"insert":{"image":"x.png"}},{"insert":"b\n"}]""", """[{"retain":1},{"delete":1}]""", """[{"insert":"ab\n"}]""")]
    [InlineData("""[{"insert":"😀e\u0301\n"}]""", """[{"retain":2},{"delete":2}]""", """[{"insert":"😀\n"}]""")]
    [InlineData("[]", """[{"insert":"new\n"}]""", """[{"insert":"new\n"}]""")]
    public void A_change_applies_as_in_the_editor(string document, string change, string expected) =>
        Assert.Equal(
            QuillDelta.Parse($$"""{"ops":{{expected}}}""").ToJson(),
            QuillDelta.Parse($$"""{"ops":{{document}}}""").Apply(QuillDelta.Parse($$"""{"ops":{{change}}}""")).ToJson());

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"ops":1}""")]
    [InlineData("""{"ops":[1]}""")]
    [InlineData("""{"ops":[{"retain":0}]}""")]
    [InlineData("""{"ops":[{"delete":"x"}]}""")]
    [InlineData("""{"ops":[{}]}""")]
    public void What_is_not_a_document_is_refused(string json) => Assert.Throws<FormatException>(() => QuillDelta.Parse(json));

    [Fact]
    public void A_change_beyond_the_end_is_refused() =>
        Assert.Throws<FormatException>(() => QuillDelta.Parse("""{"ops":[{"insert":"ab"}]}""").Apply(QuillDelta.Parse("""{"ops":[{"retain":1},{"delete":2}]}""")));

    [Fact]
    public void Replaying_1000_random_editing_sessions_gives_the_text_exactly()
    {
        string[] pieces = ["a", "word ", "😀", "e\u0301", "\u200fשלום", "\n", "👩‍👩‍👧", "naïve", "\t", "\"quoted\""];
        for (var seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var (text, document) = ("", QuillDelta.Empty);
            for (var edit = 0; edit < 30; edit++)
            {
                var at = Boundary(text, random.Next(text.Length + 1));
                var removed = Boundary(text, at + random.Next(Math.Min(5, text.Length - at) + 1)) - at;
                var added = pieces[random.Next(pieces.Length)];
                var ops = new JsonArray();
                if (at > 0) ops.Add(new JsonObject { ["retain"] = at });
                ops.Add(new JsonObject { ["insert"] = added });
                if (removed > 0) ops.Add(new JsonObject { ["delete"] = removed });
                text = text[..at] + added + text[(at + removed)..];
                // Stored and read again each time, as the database does.
                document = QuillDelta.Parse(document.Apply(QuillDelta.Parse(new JsonObject { ["ops"] = ops }.ToJsonString())).ToJson());
            }
            Assert.Equal(text, string.Concat(document.Operations.Select(o => o.Text)));
        }
    }

    /// <summary>The editor never cuts a surrogate pair, and JSON could not hold the halves.</summary>
    private static int Boundary(string text, int at) => at < text.Length && char.IsLowSurrogate(text[at]) ? at + 1 : at;

    [Fact]
    public void An_outline_is_a_heading_and_a_list()
    {
        var outline = Outline.Of("Cycling", ["beginners", "warm"]);

        Assert.Equal("Cycling\nbeginners\nwarm", outline.PlainText());
        Assert.Equal(1, (int)outline.Operations[1].Attributes!["header"]!);
        Assert.Equal("bullet", (string)outline.Operations[3].Attributes!["list"]!);
    }
}

using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Tokenizers;

namespace CollabLLM.UnitTests.Inference.Tokenizers;

public sealed class TokenizerTests
{
    [Fact]
    public void The_pair_of_lowest_rank_is_merged_first()
    {
        var tokenizer = SmallTokenizer.OfMerges(["a", "b", "c", "ab", "bc"], "b c", "a b");

        Assert.Equal([0, 4], tokenizer.Encode("abc"));
    }

    [Fact]
    public void Of_equal_pairs_the_leftmost_is_merged_first()
    {
        var tokenizer = SmallTokenizer.OfMerges(["a", "aa"], "a a");

        Assert.Equal([1, 0], tokenizer.Encode("aaa"));
    }

    [Fact]
    public void A_merge_of_merges_waits_for_its_parts()
    {
        var tokenizer = SmallTokenizer.OfMerges(["a", "b", "ab", "abab"], "a b", "ab ab");

        Assert.Equal([3, 2], tokenizer.Encode("ababab"));
    }

    [Fact]
    public void A_very_long_word_takes_no_quadratic_time()
    {
        var tokenizer = SmallTokenizer.OfMerges(["a", "aa", "aaaa"], "a a", "aa aa");
        var watch = Stopwatch.StartNew();

        var ids = tokenizer.Encode(new string('a', 400_000));

        Assert.Equal(100_000, ids.Length);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"400,000 letters took {watch.Elapsed}.");
    }

    [Fact]
    public void Added_tokens_are_recognised_in_text_but_never_in_peoples_words()
    {
        var tokenizer = SmallTokenizer.OfBytes();

        Assert.Equal([.. "a"u8.ToArray(), SmallTokenizer.ImEnd, .. "b"u8.ToArray()], tokenizer.Encode("a<|im_end|>b"));
        Assert.Equal(Encoding.UTF8.GetBytes("a<|im_end|>b").Select(b => (int)b), tokenizer.Encode("a<|im_end|>b", plain: true));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_the_replacement_character()
    {
        var tokenizer = SmallTokenizer.OfBytes();

        Assert.Equal(tokenizer.Encode("a\ufffdb\ufffd"), tokenizer.Encode("a\ud83db\ude42"));
    }

    [Theory]
    [InlineData("NFC", "e\u0301", "é")]
    [InlineData("NFD", "é", "e\u0301")]
    [InlineData("NFKC", "ﬁ①", "fi1")]
    [InlineData("NFKD", "ﬁé", "fie\u0301")]
    [InlineData("NFC", "각", "각")]
    [InlineData("Lowercase", "ÉCOLE", "école")]
    [InlineData("NFC", "a\u0301\u0316", "á\u0316")] // a mark below goes before one above, so that this one composes
    [InlineData("NFC", "a\u1df6\u0301", "a\u1df6\u0301")] // U+1DF6 is of Unicode 10, which the original library does not know
    public void Normalizers_change_the_text_before_it_is_split(string kind, string text, string normalized)
    {
        var tokenizer = SmallTokenizer.OfBytes(normalizer: new JsonObject { ["type"] = kind });

        Assert.Equal(Encoding.UTF8.GetBytes(normalized).Select(b => (int)b), tokenizer.Encode(text));
    }

    [Fact]
    public void A_half_character_is_never_shown_and_the_parts_are_the_whole()
    {
        const string text = "é 東京 👩‍👩‍👧‍👦 end";
        var tokenizer = SmallTokenizer.OfBytes();
        var decoder = tokenizer.CreateDecoder();

        var parts = tokenizer.Encode(text).Select(decoder.Push).Append(decoder.Flush()).ToArray();

        Assert.Equal(text, string.Concat(parts));
        Assert.DoesNotContain(parts, part => part.Contains('\ufffd') || (part.Length > 0 && char.IsHighSurrogate(part[^1])));
    }

    [Fact]
    public void What_never_becomes_a_character_is_shown_at_the_end_as_in_the_whole_decoding()
    {
        var tokenizer = SmallTokenizer.OfBytes();
        var decoder = tokenizer.CreateDecoder();
        int[] ids = [0xE6, 0x9D];

        var shown = string.Concat(ids.Select(decoder.Push));

        Assert.Equal("", shown);
        Assert.Equal(tokenizer.Decode(ids), decoder.Flush());
    }

    [Theory]
    [InlineData("""{"model":{"type":"Unigram","vocab":{},"merges":[]}}""", "Unigram")]
    [InlineData("""{"model":{"type":"BPE","vocab":{},"merges":[]},"normalizer":{"type":"Sparkle"}}""", "Sparkle")]
    [InlineData("""{"model":{"type":"BPE","vocab":{},"merges":[]},"pre_tokenizer":{"type":"Chop"}}""", "Chop")]
    [InlineData("""{"model":{"type":"BPE","vocab":{},"merges":[]},"decoder":{"type":"Guess"}}""", "Guess")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}}""", "ab")]
    [InlineData("""{"model":{"type":"BPE","merges":[]}}""", "vocab")]
    public void A_tokenizer_that_cannot_be_used_is_refused_by_file_and_fault(string json, string named)
    {
        var fault = Assert.Throws<ModelFolderException>(() => SmallTokenizer.Load(JsonNode.Parse(json)!));

        Assert.Contains("tokenizer.json", fault.Message, StringComparison.Ordinal);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_tokenizer_is_refused()
    {
        var fault = Assert.Throws<ModelFolderException>(() => Tokenizer.Load(Path.Combine(Path.GetTempPath(), "no-such-model")));

        Assert.Contains("tokenizer.json", fault.Message, StringComparison.Ordinal);
    }
}

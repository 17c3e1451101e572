namespace CollabLLM.Inference.Tokenizers;

/// <summary>
/// Turns tokens into text as they come. A half character is held back until it is whole; all parts together equal the decoding of all
/// tokens. One exception, in tokenizers with byte fallback: a whole character of byte tokens, already shown, is not taken back when the
/// byte tokens right after it are invalid, where the decoding of all tokens would replace that character too.
/// </summary>
public sealed class IncrementalDecoder
{
    private const char Unfinished = '\ufffd';
    private readonly Tokenizer tokenizer;
    private readonly List<int> ids = [];
    private int windowStart;
    private int shown;

    internal IncrementalDecoder(Tokenizer tokenizer) => this.tokenizer = tokenizer;

    /// <returns>The text that the token finished; often empty within a character of several tokens.</returns>
    public string Push(int id)
    {
        ids.Add(id);
        var before = Text(shown);
        var text = Text(ids.Count);
        if (text.EndsWith(Unfinished) || text.Length <= before.Length) return "";
        // The tokens shown last stay in the window, because some decoders treat the first token in a special way.
        (windowStart, shown) = (shown, ids.Count);
        return text[before.Length..];
    }

    /// <returns>What was held back.</returns>
    public string Flush()
    {
        var before = Text(shown);
        var text = Text(ids.Count);
        shown = ids.Count;
        return text.Length > before.Length ? text[before.Length..] : "";
    }

    private string Text(int end) => end <= windowStart ? "" : tokenizer.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids)[windowStart..end]);
}

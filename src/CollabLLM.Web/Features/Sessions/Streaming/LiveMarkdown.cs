namespace CollabLLM.Web.Features.Sessions.Streaming;

/// <summary>
/// Reads the Markdown of a growing reply as it comes: each character once, and nothing that was read changes again, so that a drawing sends what is new
/// however long the reply has become. Held back is only what the next character decides about. A mark that turns out to be none, a link or a table
/// look different for as long as the reply grows: at its end <see cref="CollabLLM.Web.Components.MarkdownText"/> draws the whole.
/// </summary>
internal sealed class LiveMarkdown
{
    private readonly List<LiveBlock> blocks = [];
    private int position;
    private bool isInLine, isAfterBlank;
    private string? fence;
    private LiveStyle style;

    public IReadOnlyList<LiveBlock> Blocks => blocks;

    /// <param name="text">The whole reply so far.</param>
    public void Read(string text)
    {
        while (position < text.Length && (isInLine ? ReadWords(text) : BeginLine(text)))
        {
        }
    }

    /// <returns>False: it waits for more.</returns>
    private bool BeginLine(string text)
    {
        var end = text.IndexOf('\n', position);
        var line = text.AsSpan(position, (end < 0 ? text.Length : end) - position);
        var words = line.TrimStart();
        if (fence is not null) return BeginLineOfCode(words, end);
        if (words.IsEmpty)
        {
            if (end < 0) return false;
            (isAfterBlank, position) = (true, end + 1);
            return true;
        }
        if (LineMark.Of(words, end >= 0) is not { } mark) return false;
        var indent = line.Length - words.Length;
        Place(mark, indent);
        position += indent + mark.Length;
        if (mark.Element == "pre") fence = words[..(words.IndexOfAnyExcept(words[0]) is >= 0 and var length ? length : words.Length)].ToString();
        isAfterBlank = mark.Element is "pre" or "hr";
        isInLine = true;
        return true;
    }

    private bool BeginLineOfCode(ReadOnlySpan<char> words, int end)
    {
        var mayClose = words.StartsWith(fence) || fence!.AsSpan().StartsWith(words);
        if (mayClose && end < 0) return false;
        if (!words.StartsWith(fence))
        {
            isInLine = true;
            return true;
        }
        (fence, isAfterBlank, position) = (null, true, end + 1);
        return true;
    }

    private void Place(LineMark mark, int indent)
    {
        const int deeper = 2;
        var last = blocks.LastOrDefault();
        var isItem = mark.Element is "ul" or "ol";
        if (isItem && last is { IsList: true } && (last.Element == mark.Element || indent >= deeper)) last.Begin(indent >= deeper);
        else if (Continues(last, mark, indent >= deeper)) last!.Add("\n", style);
        else
        {
            blocks.Add(new(mark.Element, mark.Number));
            blocks[^1].Begin();
            style = LiveStyle.None;
        }
        if (isItem) style = LiveStyle.None;
    }

    // The next line of a paragraph, of an item or of a quotation; after an empty line only what is indented below an item.
    private bool Continues(LiveBlock? last, LineMark mark, bool isIndented) => (last?.Element, mark.Element) switch
    {
        ("p" or "blockquote", "p") or ("blockquote", "blockquote") => !isAfterBlank,
        ("ul" or "ol", "p") => !isAfterBlank || isIndented,
        _ => false,
    };

    private bool ReadWords(string text)
    {
        if (text[position] == '\n') return EndLine();
        if (fence is not null) return ReadPlain(text, "\n");
        return text[position] switch
        {
            '\\' => ReadEscape(text),
            '`' or '*' or '_' => ReadMark(text),
            _ => ReadPlain(text, "\\`*_\n"),
        };
    }

    private bool EndLine()
    {
        if (fence is not null && !blocks[^1].IsEmpty) blocks[^1].Add("\n", LiveStyle.None);
        // A heading is one line.
        if (blocks[^1].Element[0] == 'h') isAfterBlank = true;
        (isInLine, position) = (false, position + 1);
        return true;
    }

    private bool ReadPlain(string text, string until)
    {
        var end = text.AsSpan(position).IndexOfAny(until) is >= 0 and var length ? position + length : text.Length;
        // Half of a character outside the basic plane waits for its other half.
        if (end == text.Length && char.IsHighSurrogate(text[end - 1])) end--;
        if (end == position) return false;
        blocks[^1].Add(text[position..end], style);
        position = end;
        return true;
    }

    private bool ReadEscape(string text)
    {
        if (position + 1 == text.Length) return false;
        var isEscape = !style.HasFlag(LiveStyle.Code) && char.IsAscii(text[position + 1]) && (char.IsPunctuation(text[position + 1]) || char.IsSymbol(text[position + 1]));
        blocks[^1].Add(isEscape ? text[(position + 1)..(position + 2)] : "\\", style);
        position += isEscape ? 2 : 1;
        return true;
    }

    private bool ReadMark(string text)
    {
        var mark = text[position];
        var run = text.AsSpan(position).IndexOfAnyExcept(mark);
        if (run < 0) return false;
        var (before, after) = (position == 0 ? '\n' : text[position - 1], text[position + run]);
        var wanted = mark == '`' ? LiveStyle.Code : style.HasFlag(LiveStyle.Code) ? LiveStyle.None : run switch { 1 => LiveStyle.Italic, 2 => LiveStyle.Bold, 3 => LiveStyle.Bold | LiveStyle.Italic, _ => LiveStyle.None };
        var isOn = wanted != LiveStyle.None && style.HasFlag(wanted);
        // Between letters an underscore is a letter, as in a file's name; a star beside a space is a star.
        var isMark = mark == '`' || (isOn ? !char.IsWhiteSpace(before) && (mark == '*' || !char.IsLetterOrDigit(after)) : !char.IsWhiteSpace(after) && (mark == '*' || !char.IsLetterOrDigit(before)));
        if (wanted == LiveStyle.None || !isMark) blocks[^1].Add(text.Substring(position, run), style);
        else style = isOn ? style & ~wanted : style | wanted;
        position += run;
        return true;
    }
}

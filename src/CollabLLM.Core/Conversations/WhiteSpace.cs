namespace CollabLLM.Core.Conversations;

/// <summary>White space as the published implementation's language understands it: Unicode white space and the four separators U+001C to U+001F.</summary>
public static class WhiteSpace
{
    public static bool Is(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    public static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && Is(text[start])) start++;
        while (end > start && Is(text[end - 1])) end--;
        return text[start..end];
    }

    /// <summary>Runs of characters without white space, in order.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            while (i < text.Length && Is(text[i])) i++;
            var start = i;
            while (i < text.Length && !Is(text[i])) i++;
            if (i > start) words.Add(text[start..i]);
        }
        return words;
    }
}

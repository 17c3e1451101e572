using System.Globalization;
using System.Text;

namespace CollabLLM.Inference.Tokenizers.Unicode;

/// <summary>
/// Lets a regular expression engine of UTF-16 units see one unit a character: each character outside the basic plane becomes a unit of
/// the same general category, so that \p{L}, \p{N}, \s and negated classes decide as they do on characters.
/// </summary>
internal static class CodePointProxies
{
    private static readonly char[] ByCategory = Make();

    /// <summary>The text with one unit a character, and where each unit begins in the original; null offsets: nothing was replaced.</summary>
    public static (string Text, int[]? Offsets) Of(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0) return (text, null);
        var units = new StringBuilder(text.Length);
        var offsets = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            offsets.Add(i);
            if (!char.IsHighSurrogate(text[i]))
            {
                units.Append(text[i]);
                continue;
            }
            units.Append(ByCategory[(int)CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(text[i], text[i + 1]))]);
            i++;
        }
        offsets.Add(text.Length);
        return (units.ToString(), [.. offsets]);
    }

    // The highest character of the category: none that a pattern would name by itself.
    private static char[] Make()
    {
        var proxies = new char[30];
        for (var c = '\u0100'; c < '\uffff'; c++)
            if (c is < '\u4e00' or > '\u9fff')
                proxies[(int)CharUnicodeInfo.GetUnicodeCategory(c)] = c;
        return proxies;
    }
}

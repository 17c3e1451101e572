using System.Buffers;
using System.Globalization;

namespace CollabLLM.Inference.Tokenizers;

/// <summary>Finds added tokens in a text: leftmost, and of those that begin at one place the longest.</summary>
internal sealed class AddedTokens
{
    private readonly ILookup<char, (string Text, AddedToken Token)> byFirst;
    private readonly SearchValues<char> firsts;

    public AddedTokens(IEnumerable<AddedToken> tokens, Func<string, string> asWritten)
    {
        byFirst = tokens
            .Select(t => (Text: asWritten(t.Content), Token: t))
            .Where(t => t.Text.Length > 0)
            .OrderByDescending(t => t.Text.Length)
            .ToLookup(t => t.Text[0]);
        firsts = SearchValues.Create([.. byFirst.Select(group => group.Key)]);
    }

    public bool IsEmpty => byFirst.Count == 0;

    /// <summary>Where each token stands, with the white space that it takes along.</summary>
    public IEnumerable<(int Start, int End, AddedToken Token)> Find(string text, Func<int, int, bool>? isAllowed = null)
    {
        var last = 0;
        for (var at = Next(text, 0); at < text.Length; at = Next(text, at + 1))
        {
            if (Longest(text, at) is not { } found) continue;
            var (start, end) = (at, at + found.Text.Length);
            if (isAllowed is not null && !isAllowed(start, end)) continue;
            // Refused as part of a longer word, it is passed over as a whole.
            if (found.Token.SingleWord && (IsWordBefore(text, start) || IsWordAfter(text, end)))
            {
                at = end - 1;
                continue;
            }
            if (found.Token.StripsLeft) while (start > last && char.IsWhiteSpace(text[start - 1])) start--;
            if (found.Token.StripsRight) while (end < text.Length && char.IsWhiteSpace(text[end])) end++;
            yield return (start, end, found.Token);
            last = end;
            at = Math.Max(at, end - 1);
        }
    }

    private int Next(string text, int from) =>
        from < text.Length && text.AsSpan(from).IndexOfAny(firsts) is >= 0 and var offset ? from + offset : text.Length;

    private (string Text, AddedToken Token)? Longest(string text, int at)
    {
        foreach (var candidate in byFirst[text[at]])
            if (string.CompareOrdinal(text, at, candidate.Text, 0, candidate.Text.Length) == 0)
                return candidate;
        return null;
    }

    private static bool IsWordBefore(string text, int at) => at > 0 && IsWord(text, char.IsLowSurrogate(text[at - 1]) && at > 1 ? at - 2 : at - 1);

    private static bool IsWordAfter(string text, int at) => at < text.Length && IsWord(text, at);

    private static bool IsWord(string text, int at) => CharUnicodeInfo.GetUnicodeCategory(text, at) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or
        UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;
}

using System.Text.RegularExpressions;

namespace CollabLLM.Inference.Tokenizers.Unicode;

/// <summary>A pattern of a tokenizer file: a literal string, or a regular expression that sees characters.</summary>
internal sealed class PatternMatcher
{
    private readonly string? literal;
    private readonly Regex? regex;

    private PatternMatcher(string? literal, Regex? regex) => (this.literal, this.regex) = (literal, regex);

    public static PatternMatcher Literal(string text) => new(text, null);

    public static PatternMatcher Expression(string pattern) => new(null, OnigurumaPattern.Compile(pattern));

    /// <summary>Start and end of each match, in order, not overlapping.</summary>
    public List<(int Start, int End)> Matches(string text)
    {
        var found = new List<(int, int)>();
        if (literal is not null)
        {
            if (literal.Length == 0) return found;
            for (var at = text.IndexOf(literal, StringComparison.Ordinal); at >= 0; at = text.IndexOf(literal, at + literal.Length, StringComparison.Ordinal))
                found.Add((at, at + literal.Length));
            return found;
        }
        var (units, offsets) = CodePointProxies.Of(text);
        foreach (var match in regex!.EnumerateMatches(units))
            found.Add(offsets is null ? (match.Index, match.Index + match.Length) : (offsets[match.Index], offsets[match.Index + match.Length]));
        return found;
    }
}

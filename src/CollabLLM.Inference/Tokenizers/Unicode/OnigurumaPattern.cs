using System.Text;
using System.Text.RegularExpressions;

namespace CollabLLM.Inference.Tokenizers.Unicode;

/// <summary>
/// Translates the regular expressions of tokenizer files (Oniguruma, Ruby syntax) to those of .NET: possessive quantifiers become atomic
/// groups, and letters under (?i:…) get the characters that fold to them (ſ for s, K for k), which .NET's case table leaves out.
/// </summary>
internal static class OnigurumaPattern
{
    public static Regex Compile(string pattern) =>
        new(Translate(pattern), RegexOptions.CultureInvariant | RegexOptions.Multiline, Regex.InfiniteMatchTimeout);

    internal static string Translate(string pattern)
    {
        var output = new StringBuilder();
        var at = 0;
        Alternatives(pattern, ref at, output, foldsCase: false);
        return output.ToString();
    }

    private static void Alternatives(string p, ref int at, StringBuilder output, bool foldsCase)
    {
        while (at < p.Length && p[at] != ')')
        {
            if (p[at] == '|')
            {
                output.Append(p[at++]);
                continue;
            }
            var atom = Atom(p, ref at, ref foldsCase);
            output.Append(Quantified(p, ref at, atom));
        }
    }

    private static string Atom(string p, ref int at, ref bool foldsCase) => p[at] switch
    {
        '(' => Group(p, ref at, ref foldsCase),
        '[' => Class(p, ref at, foldsCase),
        '\\' => Escape(p, ref at),
        _ => Literal(p[at++], foldsCase),
    };

    private static string Group(string p, ref int at, ref bool foldsCase)
    {
        var start = at++;
        var inner = foldsCase;
        if (at < p.Length && p[at] == '?')
        {
            var flags = at + 1;
            while (flags < p.Length && (char.IsAsciiLetter(p[flags]) || p[flags] == '-')) flags++;
            if (flags > at + 1 && flags < p.Length && p[flags] is ':' or ')')
            {
                var folds = Folds(p[(at + 1)..flags], foldsCase);
                var isInline = p[flags] == ')';
                at = flags + 1;
                if (isInline)
                {
                    foldsCase = folds;
                    return "";
                }
                return Body(p, ref at, "(?:", folds);
            }
            // Look-around, atomic and plain groups: the head is the same in both syntaxes.
            do at++; while (at < p.Length && p[at] is '<' or '=' or '!' or ':' or '>');
        }
        return Body(p, ref at, p[start..at], inner);
    }

    private static bool Folds(string flags, bool before) =>
        flags.IndexOf('i', StringComparison.Ordinal) is >= 0 and var i ? flags.IndexOf('-', StringComparison.Ordinal) is var minus && (minus < 0 || i < minus) : before;

    private static string Body(string p, ref int at, string head, bool foldsCase)
    {
        var output = new StringBuilder(head);
        Alternatives(p, ref at, output, foldsCase);
        at++;
        return output.Append(')').ToString();
    }

    private static string Class(string p, ref int at, bool foldsCase)
    {
        var start = at++;
        if (p[at] == '^') at++;
        if (p[at] == ']') at++;
        while (p[at] != ']') at += p[at] == '\\' ? 2 : 1;
        var content = p[start..++at];
        return foldsCase ? $"(?i:{content})" : content;
    }

    private static string Escape(string p, ref int at)
    {
        var start = at;
        at += 2;
        if (p[start + 1] is 'p' or 'P' && at < p.Length && p[at] == '{') at = p.IndexOf('}', at) + 1;
        else if (p[start + 1] == 'x' && at < p.Length && p[at] == '{') return HexEscape(p, ref at);
        else if (p[start + 1] == 'x') at += 2;
        else if (p[start + 1] == 'u') at += 4;
        // \h is a hexadecimal digit in Ruby's syntax and nothing in .NET's.
        return p[start..at] switch { "\\h" => "[0-9a-fA-F]", var same => same };
    }

    private static string HexEscape(string p, ref int at)
    {
        var end = p.IndexOf('}', at);
        var point = Convert.ToInt32(p[(at + 1)..end], 16);
        at = end + 1;
        return Regex.Escape(char.ConvertFromUtf32(point));
    }

    private static string Literal(char c, bool foldsCase) => foldsCase && char.IsLetter(c)
        ? c switch { 's' or 'S' => "[sSſ]", 'k' or 'K' => "[kK\u212a]", _ => $"(?i:{c})" }
        : c.ToString();

    private static string Quantified(string p, ref int at, string atom)
    {
        if (at >= p.Length || p[at] is not ('*' or '+' or '?' or '{') || (p[at] == '{' && !IsCount(p, at))) return atom;
        var start = at;
        var isCount = p[at] == '{';
        at = isCount ? p.IndexOf('}', at) + 1 : at + 1;
        var quantifier = p[start..at];
        if (at < p.Length && p[at] == '?')
        {
            at++;
            return atom + quantifier + "?";
        }
        if (at >= p.Length || p[at] != '+' || isCount) return atom + quantifier;
        at++;
        return $"(?>{atom}{quantifier})";
    }

    private static bool IsCount(string p, int at) => Regex.IsMatch(p[at..], @"^\{\d*,?\d*\}");
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CollabLLM.Inference.Templates;

/// <summary>
/// Cuts a chat template into tokens, with the settings under which published templates are written: a last line end is dropped, blanks
/// before a block at the start of a line are dropped, the line end after a block is dropped, and hyphens trim.
/// </summary>
internal sealed partial class JinjaLexer
{
    private static readonly string[] Symbols =
        ["<=", ">=", "==", "!=", "**", "//", "(", ")", "{", "}", "[", "]", ",", ".", ":", "|", "<", ">", "+", "-", "~", "*", "/", "%", "="];

    private static readonly Group[] Nothing = [];

    private readonly string source;
    private readonly int[] lines;
    private readonly List<JinjaToken> tokens = [];
    private int at;

    private JinjaLexer(TrimmedSource trimmed) => (source, lines) = (trimmed.Text, trimmed.Lines);

    private int Line => lines[Math.Min(at, source.Length)];

    public static List<JinjaToken> Read(string template)
    {
        var trimmed = TrimmedSource.Of(template.EndsWith('\n') ? template[..^1] : template)
            .Keep(BlanksBeforeBlock(), match => [match.Groups[1]])
            .Keep(LineEndAfterBlock(), match => [match.Groups[1]])
            .Keep(GenerationMarks(), match => [.. match.Groups[2].Length > 0 ? Nothing : [match.Groups[1]], .. match.Groups[3].Length > 0 ? Nothing : [match.Groups[4]]]);
        var lexer = new JinjaLexer(trimmed);
        while (lexer.at < lexer.source.Length) lexer.TextAndBlock();
        lexer.Add(JinjaTokenKind.End, "");
        return lexer.tokens;
    }

    private void TextAndBlock()
    {
        var start = at;
        while (at < source.Length && !(source[at] == '{' && at + 1 < source.Length && source[at + 1] is '%' or '{' or '#')) at++;
        if (at > start) Add(JinjaTokenKind.Text, source[start..at]);
        if (at >= source.Length) return;
        var kind = source[at + 1];
        at += 2;
        var strips = at < source.Length && source[at] == '-';
        if (strips)
        {
            at++;
            StripBefore();
        }
        if (kind == '#') Comment();
        else if (kind == '%' && RawBlock().Match(source, at) is { Success: true } raw && raw.Index == at) Raw(raw);
        else Block(kind == '%');
    }

    private void Comment()
    {
        var end = source.IndexOf("#}", at, StringComparison.Ordinal);
        if (end < 0) throw new JinjaException(Line, "a comment is not closed.");
        var strips = end > at && source[end - 1] == '-';
        at = end + 2;
        if (strips) SkipSpaces();
    }

    private void Raw(Match raw)
    {
        Add(JinjaTokenKind.Text, raw.Groups[1].Value);
        at = raw.Index + raw.Length;
    }

    private void Block(bool isStatement)
    {
        Add(isStatement ? JinjaTokenKind.OpenStatement : JinjaTokenKind.OpenExpression, "");
        var close = isStatement ? "%}" : "}}";
        var depth = 0;
        while (true)
        {
            SkipSpaces();
            if (at >= source.Length) throw new JinjaException(Line, "a block is not closed.");
            var strips = source[at] == '-' && Is(close, at + 1);
            if (strips || (Is(close, at) && depth == 0))
            {
                at += strips ? 3 : 2;
                Add(isStatement ? JinjaTokenKind.CloseStatement : JinjaTokenKind.CloseExpression, "");
                if (strips) SkipSpaces();
                return;
            }
            Token();
            if (tokens[^1] is { Kind: JinjaTokenKind.Symbol, Value: "{" }) depth++;
            if (tokens[^1] is { Kind: JinjaTokenKind.Symbol, Value: "}" }) depth--;
        }
    }

    private void Token()
    {
        var c = source[at];
        if (c is '"' or '\'') Quoted(c);
        else if (char.IsAsciiDigit(c)) Number();
        else if (JinjaText.IsWord(c)) Name();
        else if (Symbols.FirstOrDefault(s => Is(s, at)) is { } symbol)
        {
            Add(JinjaTokenKind.Symbol, symbol);
            at += symbol.Length;
        }
        else throw new JinjaException(Line, $"the character '{c}' is not expected here.");
    }

    private void Name()
    {
        var start = at;
        while (at < source.Length && JinjaText.IsWord(source[at])) at++;
        Add(JinjaTokenKind.Name, source[start..at]);
    }

    private void Number()
    {
        var start = at;
        while (at < source.Length && char.IsAsciiDigit(source[at])) at++;
        var isMember = tokens[^1] is { Kind: JinjaTokenKind.Symbol, Value: "." };
        if (!isMember && at + 1 < source.Length && source[at] == '.' && char.IsAsciiDigit(source[at + 1]))
            for (at++; at < source.Length && char.IsAsciiDigit(source[at]);)
                at++;
        Add(JinjaTokenKind.Number, source[start..at]);
    }

    private void Quoted(char quote)
    {
        var content = new StringBuilder();
        var line = Line;
        for (at++; at < source.Length && source[at] != quote; at++)
            content.Append(source[at] == '\\' ? Escaped() : source[at].ToString());
        if (at >= source.Length) throw new JinjaException(line, "a text is not closed.");
        at++;
        tokens.Add(new JinjaToken(JinjaTokenKind.String, content.ToString(), line));
    }

    private string Escaped()
    {
        if (++at >= source.Length) throw new JinjaException(Line, "a text is not closed.");
        var digits = source[at] switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0 && at + digits < source.Length && int.TryParse(source.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            at += digits;
            return ((char)code).ToString();
        }
        return source[at] switch
        {
            'n' => "\n", 't' => "\t", 'r' => "\r", 'b' => "\b", 'f' => "\f", 'v' => "\v", '\'' => "'", '"' => "\"", '\\' => "\\",
            var other => throw new JinjaException(Line, $"the escape '\\{other}' is not known."),
        };
    }

    private void StripBefore()
    {
        if (tokens.Count == 0 || tokens[^1].Kind is not JinjaTokenKind.Text) return;
        var text = TaintedText.Of(tokens[^1].Value).Trim(left: false).Value;
        tokens.RemoveAt(tokens.Count - 1);
        if (text.Length > 0) Add(JinjaTokenKind.Text, text);
    }

    private void SkipSpaces()
    {
        while (at < source.Length && JinjaText.IsSpace(source[at])) at++;
    }

    private bool Is(string text, int where) => string.CompareOrdinal(source, where, text, 0, text.Length) == 0;

    private void Add(JinjaTokenKind kind, string value) => tokens.Add(new JinjaToken(kind, value, Line));

    [GeneratedRegex(@"^[ \t]*(\{[#%-])", RegexOptions.Multiline)]
    private static partial Regex BlanksBeforeBlock();

    [GeneratedRegex(@"([#%-]\})\n")]
    private static partial Regex LineEndAfterBlock();

    [GeneratedRegex(@"(\s*)\{%(-?)\s*(?:end)?generation\s*(-?)%\}(\s*)", RegexOptions.Singleline)]
    private static partial Regex GenerationMarks();

    [GeneratedRegex(@"\G\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", RegexOptions.Singleline)]
    private static partial Regex RawBlock();
}

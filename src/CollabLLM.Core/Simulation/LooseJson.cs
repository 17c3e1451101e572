using System.Globalization;
using System.Text;

namespace CollabLLM.Core.Simulation;

/// <summary>
/// Reads the first JSON object or array in a model's answer, forgiving what models get wrong: prose around it, single or triple
/// quotes, unknown escapes, trailing commas. The dialect is that of the published implementation, so that the same answers are
/// accepted and refused: from the first brace or bracket to the last closing one, nothing left over; an unknown escape loses only its
/// backslash. Values are <see cref="Dictionary{TKey,TValue}"/>, <see cref="List{T}"/>, string, double, bool or null.
/// </summary>
public sealed class LooseJson
{
    private const int DeepestNesting = 200;
    private readonly string text;
    private int at;
    private int depth;

    private LooseJson(string text) => this.text = text;

    /// <exception cref="FormatException">No object or array can be read; the message says why.</exception>
    public static object? Parse(string answer)
    {
        var brace = answer.IndexOf('{');
        var bracket = answer.IndexOf('[');
        if (brace < 0 && bracket < 0) throw new FormatException("The answer holds no JSON object.");
        var isObject = brace >= 0 && (bracket < 0 || brace < bracket);
        var start = isObject ? brace : bracket;
        var end = answer.LastIndexOf(isObject ? '}' : ']');
        if (end < start) throw new FormatException("The JSON in the answer is not closed.");

        var reader = new LooseJson(answer[start..(end + 1)]);
        var value = reader.Value();
        reader.SkipBlanks();
        return reader.at == reader.text.Length ? value : throw reader.Fault("something follows the JSON");
    }

    private object? Value()
    {
        SkipBlanks();
        if (at >= text.Length) throw Fault("a value is missing");
        if (++depth > DeepestNesting) throw Fault("it is nested too deeply");
        object? value = text[at] switch
        {
            '{' => Object(),
            '[' => Array(),
            '"' or '\'' when IsTriple() => TripleQuoted(),
            '"' or '\'' => Quoted(),
            _ when IsWord("true") => true,
            _ when IsWord("false") => false,
            _ when IsWord("null") => null,
            '-' or '+' or '.' or (>= '0' and <= '9') => Number(),
            _ => throw Fault("a value was expected"),
        };
        depth--;
        return value;
    }

    private Dictionary<string, object?> Object()
    {
        var members = new Dictionary<string, object?>();
        at++;
        SkipBlanks();
        while (at < text.Length && text[at] != '}')
        {
            SkipBlanks();
            if (at >= text.Length || text[at] is not ('"' or '\'')) throw Fault("a key was expected");
            var key = Quoted();
            SkipBlanks();
            Expect(':');
            members[key] = Value();
            Separator('}');
        }
        Expect('}');
        return members;
    }

    private List<object?> Array()
    {
        var items = new List<object?>();
        at++;
        SkipBlanks();
        while (at < text.Length && text[at] != ']')
        {
            items.Add(Value());
            Separator(']');
        }
        Expect(']');
        return items;
    }

    private void Separator(char close)
    {
        SkipBlanks();
        if (at >= text.Length || text[at] == close) return;
        Expect(',');
        SkipBlanks();
    }

    private string Quoted()
    {
        var quote = text[at++];
        var content = new StringBuilder();
        while (at < text.Length)
        {
            var c = text[at++];
            if (c == quote) return content.ToString();
            if (c == '\\')
            {
                if (at >= text.Length) break;
                c = Unescape(text[at++]);
            }
            content.Append(c);
        }
        throw Fault("a string is not closed");
    }

    private static char Unescape(char c) => c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => c };

    private string TripleQuoted()
    {
        var quotes = text.Substring(at, 3);
        var end = text.IndexOf(quotes, at + 3, StringComparison.Ordinal);
        if (end < 0) throw Fault("a triple-quoted string is not closed");
        var content = text[(at + 3)..end];
        at = end + 3;
        return content;
    }

    private double Number()
    {
        var start = at;
        while (at < text.Length && "-+0123456789.eE".Contains(text[at], StringComparison.Ordinal)) at++;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text.AsSpan(start, at - start), style, CultureInfo.InvariantCulture, out var number) ? number : throw Fault("a number is malformed");
    }

    private bool IsTriple() => at + 2 < text.Length && text[at + 1] == text[at] && text[at + 2] == text[at];

    private bool IsWord(string word)
    {
        if (string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0) return false;
        at += word.Length;
        return true;
    }

    private void Expect(char c)
    {
        if (at >= text.Length || text[at] != c) throw Fault($"'{c}' was expected");
        at++;
    }

    private void SkipBlanks()
    {
        while (at < text.Length && text[at] is (' ' or '\t' or '\n' or '\r')) at++;
    }

    private FormatException Fault(string what) => new($"The JSON in the answer cannot be read at character {at + 1}: {what}.");
}

using System.Globalization;
using System.Text;

namespace CollabLLM.Inference.Templates;

/// <summary>The filter <c>tojson</c>: JSON with a blank after commas and colons, as the reference writes it.</summary>
internal static class JinjaJson
{
    /// <param name="Indent">Blanks per level; 0: one line.</param>
    internal sealed record Options(int Indent = 0, bool EnsureAscii = false, bool SortKeys = false, (string Item, string Key)? Separators = null, bool UndefinedIsNull = true);

    public static TaintedText Write(object? value, Options options)
    {
        var output = new TaintedText.Builder();
        Write(value, options, 0, output);
        return output.ToText();
    }

    private static void Write(object? value, Options options, int depth, TaintedText.Builder output)
    {
        switch (value)
        {
            case TaintedText text:
                output.Append(text.Derived(Quote(text.Value, options.EnsureAscii)));
                break;
            case List<object?> list:
                Container(list.Select(item => ((string?)null, item)), '[', ']', options, depth, output);
                break;
            case JinjaMap or JinjaNamespace:
                var map = value as JinjaMap ?? ((JinjaNamespace)value).Values;
                var entries = options.SortKeys ? map.OrderBy(e => e.Key, StringComparer.InvariantCulture) : (IEnumerable<KeyValuePair<string, object?>>)map;
                Container(entries.Select(e => ((string?)e.Key, e.Value)), '{', '}', options, depth, output);
                break;
            case null:
                output.Append(TaintedText.Of("null"));
                break;
            case JinjaUndefined:
                output.Append(TaintedText.Of(options.UndefinedIsNull ? "null" : "undefined"));
                break;
            case bool or long or double:
                output.Append(JinjaValue.Plain(value));
                break;
            default:
                throw new JinjaException(0, "a function cannot be written as JSON.");
        }
    }

    private static void Container(IEnumerable<(string? Key, object? Value)> entries, char open, char close, Options options, int depth, TaintedText.Builder output)
    {
        var (item, key) = options.Separators ?? (options.Indent > 0 ? "," : ", ", ": ");
        var padding = options.Indent > 0 ? "\n" + new string(' ', options.Indent * (depth + 1)) : "";
        var isFirst = true;
        output.Append(TaintedText.Of(open.ToString()));
        foreach (var (name, value) in entries)
        {
            output.Append(TaintedText.Of((isFirst ? "" : item) + padding + (name is null ? "" : Quote(name, options.EnsureAscii) + key)));
            Write(value, options, depth + 1, output);
            isFirst = false;
        }
        if (!isFirst && options.Indent > 0) output.Append(TaintedText.Of("\n" + new string(' ', options.Indent * depth)));
        output.Append(TaintedText.Of(close.ToString()));
    }

    private static string Quote(string text, bool ensureAscii)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isHalf = char.IsSurrogate(c) && !(char.IsHighSurrogate(c) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) : i > 0 && char.IsHighSurrogate(text[i - 1]));
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when c < ' ' || isHalf || (ensureAscii && c >= '\x7f') => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }
}

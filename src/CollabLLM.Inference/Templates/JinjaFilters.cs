using System.Globalization;

namespace CollabLLM.Inference.Templates;

/// <summary>What may stand after <c>|</c>.</summary>
internal static class JinjaFilters
{
    public static object? Apply(string name, object? value, List<object?> a, JinjaMap k) => name switch
    {
        "safe" => value,
        "tojson" => ToJson(value, k),
        "default" or "d" => Default(value, a, k),
        _ => value switch
        {
            List<object?> list => OfList(name, list, a, k),
            TaintedText text => OfText(name, text, a, k),
            long or double or bool => OfNumber(name, value, a, k),
            JinjaMap map => OfMap(name, map, a, k),
            _ => throw new JinjaException(0, $"the filter '{name}' cannot be applied to {(value is null ? "none" : "something undefined")}."),
        },
    };

    private static TaintedText ToJson(object? value, JinjaMap k)
    {
        (string, string)? separators = k.Get("separators") is List<object?> and [TaintedText item, TaintedText key] ? (item.Value, key.Value) : null;
        return JinjaJson.Write(value, new JinjaJson.Options(
            (int)(k.Get("indent") as long? ?? 0), JinjaValue.IsTrue(k.Get("ensure_ascii")), JinjaValue.IsTrue(k.Get("sort_keys")), separators));
    }

    private static object? Default(object? value, List<object?> a, JinjaMap k)
    {
        var whenFalse = JinjaValue.IsTrue(a.Count > 1 ? a[1] : k.Get("boolean"));
        return value is JinjaUndefined || (whenFalse && !JinjaValue.IsTrue(value)) ? (a.Count > 0 ? a[0] : TaintedText.Empty) : value;
    }

    private static object? OfList(string name, List<object?> list, List<object?> a, JinjaMap k) => name switch
    {
        "list" => list,
        "first" => list.Count > 0 ? list[0] : JinjaUndefined.Value,
        "last" => list.Count > 0 ? list[^1] : JinjaUndefined.Value,
        "length" or "count" => (long)list.Count,
        "reverse" => Enumerable.Reverse(list).ToList(),
        "join" => TaintedText.Join((a.ElementAtOrDefault(0) ?? k.Get("separator")) as TaintedText ?? TaintedText.Empty, [.. list.Select(JinjaValue.Plain)]),
        "string" => JinjaValue.Text(list),
        "sort" => Sort(list, a, k),
        "unique" => Unique(list),
        "map" => Map(list, a, k),
        "sum" => list.Aggregate((object)0L, (sum, item) => item is long l && sum is long s ? (object)(s + l) : JinjaValue.Number(sum) + JinjaValue.Number(item)),
        "min" => list.MinBy(JinjaValue.Number),
        "max" => list.MaxBy(JinjaValue.Number),
        "select" or "reject" => list.Where(item => (a.Count == 0 ? JinjaValue.IsTrue(item) : JinjaTests.Holds(Name(a[0]), item, a.ElementAtOrDefault(1))) == (name == "select")).ToList(),
        "selectattr" or "rejectattr" => list.Where(item => Attribute(item, a, name) == (name == "selectattr")).ToList(),
        _ => throw Unknown(name, "a list"),
    };

    private static object? OfText(string name, TaintedText text, List<object?> a, JinjaMap k) => name switch
    {
        "length" or "count" => (long)text.Length,
        "trim" => text.Trim(),
        "string" => text,
        "upper" or "lower" or "title" or "capitalize" => ((JinjaFunction)JinjaMembers.OfText(text, name)!)([], [], new JinjaScope()),
        "join" => a.Count == 0 && k.Count == 0 ? text : TaintedText.Join((a.ElementAtOrDefault(0) ?? k.Get("separator")) as TaintedText ?? TaintedText.Empty, Characters(text)),
        "list" => Characters(text).Select(object? (c) => c).ToList(),
        "replace" => JinjaMembers.Replace(text, a, k),
        "indent" => Indent(text, a, k),
        "int" => Leading(text.Value, isWhole: true) is { } whole ? (long)whole : Fallback(a, k, 0L),
        "float" => Leading(text.Value, isWhole: false) ?? Fallback(a, k, 0.0),
        _ => throw Unknown(name, "a text"),
    };

    private static object? OfNumber(string name, object value, List<object?> a, JinjaMap k) => (name, value) switch
    {
        ("abs", long l) => Math.Abs(l),
        ("abs", double d) => Math.Abs(d),
        ("int", double d) => a.Count + k.Count > 0 ? (object)d : (long)Math.Floor(d),
        ("int", _) => (long)JinjaValue.Number(value),
        ("float", long l) => a.Count + k.Count > 0 ? l : (object)(double)l,
        ("float", _) => JinjaValue.Number(value),
        ("round", _) => Math.Round(JinjaValue.Number(value), (int)(a.ElementAtOrDefault(0) as long? ?? 0), MidpointRounding.AwayFromZero),
        ("bool", bool b) => b,
        ("string", bool b) => TaintedText.Of(b ? "true" : "false"),
        ("string", _) => JinjaValue.Text(value),
        _ => throw Unknown(name, value is bool ? "a truth value" : "a number"),
    };

    private static object? OfMap(string name, JinjaMap map, List<object?> a, JinjaMap k) => name switch
    {
        "items" => JinjaMembers.Items(map),
        "list" => map.Keys.Select(object? (key) => TaintedText.Of(key)).ToList(),
        "length" or "count" => (long)map.Count,
        _ => JinjaMembers.OfMap(map, name) is JinjaFunction function ? function(a, k, new JinjaScope()) : throw Unknown(name, "a mapping"),
    };

    private static List<object?> Sort(List<object?> list, List<object?> a, JinjaMap k)
    {
        var reverse = JinjaValue.IsTrue(a.ElementAtOrDefault(0) ?? k.Get("reverse"));
        var caseSensitive = JinjaValue.IsTrue(a.ElementAtOrDefault(1) ?? k.Get("case_sensitive"));
        var attribute = a.ElementAtOrDefault(2) ?? k.Get("attribute");
        object? By(object? item) => attribute is TaintedText or long ? Path(item, JinjaValue.Plain(attribute).Value) : item;
        return [.. list.Order(Comparer<object?>.Create((x, y) => (reverse ? -1 : 1) * JinjaValue.Compare(By(x), By(y), caseSensitive)))];
    }

    private static List<object?> Unique(List<object?> list)
    {
        var kept = new List<object?>();
        foreach (var item in list)
            if (!kept.Any(other => JinjaValue.Same(other, item)))
                kept.Add(item);
        return kept;
    }

    private static List<object?> Map(List<object?> list, List<object?> a, JinjaMap k)
    {
        if (k.Get("attribute") is not TaintedText attribute) return [.. list.Select(item => Apply(Name(a.ElementAtOrDefault(0)), item, [.. a.Skip(1)], k))];
        return [.. list.Select(item => Path(item, attribute.Value) is var found && found is JinjaUndefined ? k.Get("default") : found)];
    }

    private static bool Attribute(object? item, List<object?> a, string filter)
    {
        if (item is not (JinjaMap or JinjaNamespace)) throw new JinjaException(0, $"'{filter}' works on a list of mappings.");
        var value = Path(item, Name(a.ElementAtOrDefault(0)));
        return value is not JinjaUndefined && (a.Count < 2 ? JinjaValue.IsTrue(value) : JinjaTests.Holds(Name(a[1]), value, a.ElementAtOrDefault(2)));
    }

    private static object? Path(object? item, string path)
    {
        foreach (var part in path.Split('.'))
            item = item switch
            {
                JinjaMap map => map.Get(part),
                JinjaNamespace names => names.Values.Get(part),
                List<object?> list when int.TryParse(part, out var i) && i >= 0 && i < list.Count => list[i],
                _ => JinjaUndefined.Value,
            };
        return item;
    }

    private static TaintedText Indent(TaintedText text, List<object?> a, JinjaMap k)
    {
        var width = (a.ElementAtOrDefault(0) ?? k.Get("width")) as long? ?? 4;
        var first = JinjaValue.IsTrue(a.ElementAtOrDefault(1) ?? k.Get("first"));
        var blank = JinjaValue.IsTrue(a.ElementAtOrDefault(2) ?? k.Get("blank"));
        var lines = ((List<object?>)((JinjaFunction)JinjaMembers.OfText(text, "split")!)([TaintedText.Of("\n")], [], new JinjaScope())!).Cast<TaintedText>();
        var padding = TaintedText.Of(new string(' ', (int)width));
        return TaintedText.Join(TaintedText.Of("\n"), [.. lines.Select((line, i) => (!first && i == 0) || (!blank && line.Length == 0) ? line : TaintedText.Concat([padding, line]))]);
    }

    private static TaintedText[] Characters(TaintedText text)
    {
        var characters = new List<TaintedText>();
        for (var i = 0; i < text.Length;)
        {
            var length = char.IsHighSurrogate(text.Value[i]) && i + 1 < text.Length && char.IsLowSurrogate(text.Value[i + 1]) ? 2 : 1;
            characters.Add(text.Slice(i, i += length));
        }
        return [.. characters];
    }

    private static double? Leading(string text, bool isWhole)
    {
        var trimmed = TaintedText.Of(text).Trim().Value;
        for (var length = trimmed.Length; length > 0; length--)
            if (double.TryParse(trimmed.AsSpan(0, length), isWhole ? NumberStyles.AllowLeadingSign : NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number))
                return number;
        return null;
    }

    private static object? Fallback(List<object?> a, JinjaMap k, object otherwise) => a.Count > 0 ? a[0] : k.Get("default") is var given && given is JinjaUndefined ? otherwise : given;

    private static string Name(object? value) => (value as TaintedText)?.Value ?? throw new JinjaException(0, "the name of a test, filter or attribute is expected as a text.");

    private static JinjaException Unknown(string name, string operand) => new(0, $"the filter '{name}' is not known here for {operand}.");
}

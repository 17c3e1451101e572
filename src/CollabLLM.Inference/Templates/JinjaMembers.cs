namespace CollabLLM.Inference.Templates;

/// <summary>Methods of texts, lists and mappings.</summary>
internal static class JinjaMembers
{
    public static object? OfText(TaintedText text, string name) => name switch
    {
        "length" => (long)text.Length,
        "upper" => Plain(() => text.Mapped(JinjaText.Upper(text.Value))),
        "lower" => Plain(() => text.Mapped(JinjaText.Lower(text.Value))),
        "title" => Plain(() => text.Mapped(JinjaText.Title(text.Value))),
        "capitalize" => Plain(() => Capitalize(text)),
        "strip" => Plain(() => text.Trim()),
        "lstrip" => Plain(() => text.Trim(right: false)),
        "rstrip" => Plain(() => text.Trim(left: false)),
        "startswith" => (JinjaFunction)((a, _, _) => Any(a, part => text.Value.StartsWith(part, StringComparison.Ordinal), name)),
        "endswith" => (JinjaFunction)((a, _, _) => Any(a, part => text.Value.EndsWith(part, StringComparison.Ordinal), name)),
        "split" => (JinjaFunction)((a, _, _) => Split(text, a)),
        "replace" => (JinjaFunction)((a, k, _) => Replace(text, a, k)),
        _ => JinjaUndefined.Value,
    };

    public static object? OfList(List<object?> list, string name) => name switch
    {
        "append" => (JinjaFunction)((a, _, _) =>
        {
            list.Add(a[0]);
            return null;
        }),
        _ => JinjaUndefined.Value,
    };

    public static object? OfMap(JinjaMap map, string name) => name switch
    {
        "get" => (JinjaFunction)((a, _, _) => a is [TaintedText key, ..]
            ? map.TryGetValue(key.Value, out var value) ? value : a.ElementAtOrDefault(1)
            : throw new JinjaException(0, "get() takes a text.")),
        "items" => Plain(() => Items(map)),
        "keys" => Plain(() => map.Keys.Select(object? (k) => TaintedText.Of(k)).ToList()),
        "values" => Plain(() => map.Values.ToList()),
        "dictsort" => (JinjaFunction)((a, k, _) => Sorted(map, a, k)),
        _ => JinjaUndefined.Value,
    };

    public static List<object?> Items(JinjaMap map) => [.. map.Select(object? (e) => new List<object?> { TaintedText.Of(e.Key), e.Value })];

    public static List<object?> Sorted(JinjaMap map, List<object?> a, JinjaMap k)
    {
        var caseSensitive = JinjaValue.IsTrue(a.ElementAtOrDefault(0) ?? k.Get("case_sensitive"));
        var byValue = ((a.ElementAtOrDefault(1) ?? k.Get("by")) as TaintedText)?.Value == "value";
        var reverse = JinjaValue.IsTrue(a.ElementAtOrDefault(2) ?? k.Get("reverse"));
        var order = Comparer<object?>.Create((x, y) => (reverse ? -1 : 1) * JinjaValue.Compare(((List<object?>)x!)[byValue ? 1 : 0], ((List<object?>)y!)[byValue ? 1 : 0], caseSensitive));
        return [.. Items(map).Order(order)];
    }

    public static TaintedText Capitalize(TaintedText text) =>
        text.Length == 0 ? text : TaintedText.Concat([text.Slice(0, 1).Mapped(JinjaText.Upper(text.Value[..1])), text.Slice(1, text.Length)]);

    public static TaintedText Replace(TaintedText text, List<object?> a, JinjaMap k)
    {
        if (a is not [TaintedText old, TaintedText replacement, ..]) throw new JinjaException(0, "replace() takes two texts.");
        var left = (a.ElementAtOrDefault(2) ?? k.Get("count")) is long count and >= 0 ? count : long.MaxValue;
        var output = new TaintedText.Builder();
        for (var at = 0; ;)
        {
            var found = left > 0 && at <= text.Length ? text.Value.IndexOf(old.Value, at, StringComparison.Ordinal) : -1;
            if (found < 0)
            {
                output.Append(text.Slice(Math.Min(at, text.Length), text.Length));
                return output.ToText();
            }
            output.Append(text.Slice(at, found));
            output.Append(replacement);
            left--;
            at = found + old.Length;
            if (old.Length > 0) continue;
            if (found < text.Length) output.Append(text.Slice(found, found + 1));
            at = found + 1;
        }
    }

    private static JinjaFunction Plain(Func<object?> method) => (_, _, _) => method();

    private static bool Any(List<object?> a, Func<string, bool> holds, string name) => a switch
    {
        [TaintedText part, ..] => holds(part.Value),
        [List<object?> parts, ..] => parts.Any(p => p is TaintedText text ? holds(text.Value) : throw new JinjaException(0, $"{name}() takes texts.")),
        _ => throw new JinjaException(0, $"{name}() takes a text or several."),
    };

    private static List<object?> Split(TaintedText text, List<object?> a)
    {
        var most = a.ElementAtOrDefault(1) is long limit and >= 0 ? limit : long.MaxValue;
        var parts = new List<object?>();
        var at = 0;
        if (a.ElementAtOrDefault(0) is TaintedText separator)
        {
            if (separator.Length == 0) throw new JinjaException(0, "split() takes a separator that is not empty.");
            for (int found; parts.Count < most && (found = text.Value.IndexOf(separator.Value, at, StringComparison.Ordinal)) >= 0; at = found + separator.Length)
                parts.Add(text.Slice(at, found));
            parts.Add(text.Slice(at, text.Length));
            return parts;
        }
        text = text.Trim(right: false);
        while (true)
        {
            while (at < text.Length && JinjaText.IsSpace(text.Value[at])) at++;
            if (at >= text.Length) return parts;
            var start = at;
            while (at < text.Length && !JinjaText.IsSpace(text.Value[at])) at++;
            if (parts.Count >= most)
            {
                parts.Add(text.Slice(start, text.Length));
                return parts;
            }
            parts.Add(text.Slice(start, at));
        }
    }
}

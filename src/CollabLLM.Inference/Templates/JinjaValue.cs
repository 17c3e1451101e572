using System.Globalization;
using System.Text.Json;

namespace CollabLLM.Inference.Templates;

/// <summary>What values are worth as truth, text and number, and how they compare: as in the reference implementation.</summary>
internal static class JinjaValue
{
    public static bool IsTrue(object? value) => value switch
    {
        null or JinjaUndefined => false,
        bool b => b,
        long l => l != 0,
        double d => d != 0 && !double.IsNaN(d),
        TaintedText t => t.Length > 0,
        List<object?> l => l.Count > 0,
        JinjaMap m => m.Count > 0,
        _ => true,
    };

    /// <summary>As a statement prints it.</summary>
    public static TaintedText Text(object? value) => value switch
    {
        TaintedText text => text,
        double d when d == Math.Floor(d) && Math.Abs(d) < 1e21 => TaintedText.Of(d == 0 && double.IsNegative(d) ? "-0.0" : d.ToString("F1", CultureInfo.InvariantCulture)),
        List<object?> or JinjaMap or JinjaNamespace => JinjaJson.Write(value, new JinjaJson.Options(UndefinedIsNull: false)),
        _ => Plain(value),
    };

    /// <summary>As concatenation takes it.</summary>
    public static TaintedText Plain(object? value) => value switch
    {
        TaintedText text => text,
        bool b => TaintedText.Of(b ? "true" : "false"),
        long or double => TaintedText.Of(JinjaText.Number(value)),
        null => TaintedText.Of("null"),
        JinjaUndefined => TaintedText.Of("undefined"),
        List<object?> list => TaintedText.Join(TaintedText.Of(","), [.. list.Select(v => v is null or JinjaUndefined ? TaintedText.Empty : Plain(v))]),
        _ => TaintedText.Of("[object Object]"),
    };

    public new static bool Equals(object? a, object? b) => (a, b) switch
    {
        (null or JinjaUndefined, null or JinjaUndefined) => true,
        (null or JinjaUndefined, _) or (_, null or JinjaUndefined) => false,
        (TaintedText x, TaintedText y) => x.Value == y.Value,
        (TaintedText x, long or double or bool) => LooseNumber(x) == Number(b),
        (long or double or bool, TaintedText y) => Number(a) == LooseNumber(y),
        (long or double or bool, long or double or bool) => Number(a) == Number(b),
        _ => ReferenceEquals(a, b),
    };

    /// <summary>For membership and tests: the same kind and the same value.</summary>
    public static bool Same(object? a, object? b) => (a, b) switch
    {
        (TaintedText x, TaintedText y) => x.Value == y.Value,
        (bool x, bool y) => x == y,
        (long or double, long or double) => Number(a) == Number(b),
        (null, null) or (JinjaUndefined, JinjaUndefined) => true,
        _ => ReferenceEquals(a, b),
    };

    public static double Number(object? value) => value switch
    {
        long l => l,
        double d => d,
        bool b => b ? 1 : 0,
        _ => double.NaN,
    };

    public static object? FromJson(JsonElement element, bool fromPeople) => element.ValueKind switch
    {
        JsonValueKind.String => fromPeople ? TaintedText.FromPeople(element.GetString()!) : TaintedText.Of(element.GetString()!),
        JsonValueKind.Number => FromNumber(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(e => FromJson(e, fromPeople)).ToList(),
        JsonValueKind.Object => new JinjaMap(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, FromJson(p.Value, fromPeople)))),
        _ => null,
    };

    private static object FromNumber(JsonElement element)
    {
        if (element.TryGetInt64(out var whole)) return whole;
        var number = element.GetDouble();
        return number == Math.Floor(number) && Math.Abs(number) < 9e15 ? (object)(long)number : number;
    }

    /// <summary>Order for sorting; kinds that have none are refused.</summary>
    public static int Compare(object? a, object? b, bool caseSensitive) => (a, b) switch
    {
        (null, null) or (JinjaUndefined, JinjaUndefined) => 0,
        (long or double or bool, long or double or bool) => Number(a).CompareTo(Number(b)),
        (TaintedText x, TaintedText y) => caseSensitive
            ? string.CompareOrdinal(x.Value, y.Value)
            : string.CompareOrdinal(JinjaText.Lower(x.Value), JinjaText.Lower(y.Value)),
        _ => throw new JinjaException(0, "values of different kinds cannot be put in order."),
    };

    private static double LooseNumber(TaintedText text)
    {
        var trimmed = text.Trim().Value;
        return trimmed.Length == 0 ? 0 : double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }
}

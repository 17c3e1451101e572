namespace CollabLLM.Inference.Templates;

/// <summary>What may stand after <c>is</c>.</summary>
internal static class JinjaTests
{
    public static bool Holds(string name, object? value, object? argument) => name switch
    {
        "defined" => value is not JinjaUndefined,
        "undefined" => value is JinjaUndefined,
        "none" => value is null,
        "boolean" => value is bool,
        "true" => value is true,
        "false" => value is false,
        "string" => value is TaintedText,
        "number" => value is long or double,
        "integer" => value is long,
        "float" => value is double,
        "mapping" => value is JinjaMap,
        "iterable" => value is List<object?> or TaintedText,
        "sequence" => value is List<object?> or JinjaMap or TaintedText,
        "callable" => value is JinjaFunction,
        "odd" => value is long odd ? odd % 2 != 0 : throw new JinjaException(0, "'is odd' asks about whole numbers."),
        "even" => value is long even ? even % 2 == 0 : throw new JinjaException(0, "'is even' asks about whole numbers."),
        "lower" => value is TaintedText low && low.Value == JinjaText.Lower(low.Value),
        "upper" => value is TaintedText up && up.Value == JinjaText.Upper(up.Value),
        "equalto" or "eq" => JinjaValue.Same(value, argument),
        "ne" => !JinjaValue.Same(value, argument),
        "in" => argument is List<object?> list && list.Any(item => JinjaValue.Same(item, value)) || (argument is TaintedText text && value is TaintedText part && text.Value.Contains(part.Value, StringComparison.Ordinal)),
        "divisibleby" => value is long number && argument is long by and not 0 && number % by == 0,
        _ => throw new JinjaException(0, $"the test '{name}' is not known here."),
    };
}

namespace CollabLLM.Inference.Templates;

/// <summary>Operators between two values.</summary>
internal sealed record BinaryNode(int Line, string Operator, JinjaNode Left, JinjaNode Right) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        var (left, right) = (Left.Evaluate(scope), Right.Evaluate(scope));
        if (Operator == "==") return JinjaValue.Equals(left, right);
        if (Operator == "!=") return !JinjaValue.Equals(left, right);
        var isMembership = Operator is "in" or "not in";
        if (isMembership && right is JinjaUndefined) return Operator == "not in";
        if (left is JinjaUndefined || right is JinjaUndefined) throw Fault($"'{Operator}' cannot be applied to something undefined.");
        if (left is null || right is null) throw Fault($"'{Operator}' cannot be applied to none.");
        if (Operator == "~") return TaintedText.Concat([JinjaValue.Plain(left), JinjaValue.Plain(right)]);
        if (isMembership) return Contains(left, right) == (Operator == "in");
        if (left is long or double && right is long or double) return Calculate(left, right);
        if (Operator == "**" && left is long or double or bool && right is long or double or bool) return Calculate(Whole(left), Whole(right));
        if (Operator == "+" && left is List<object?> a && right is List<object?> b) return a.Concat(b).ToList();
        if (Operator == "+" && (left is TaintedText || right is TaintedText)) return TaintedText.Concat([JinjaValue.Plain(left), JinjaValue.Plain(right)]);
        throw Fault($"'{Operator}' cannot be applied to these two values.");
    }

    private static object Whole(object value) => value is bool b ? (b ? 1L : 0L) : value;

    private bool Contains(object left, object right) => right switch
    {
        List<object?> list => list.Any(item => JinjaValue.Same(item, left)),
        TaintedText text when left is TaintedText part => text.Value.Contains(part.Value, StringComparison.Ordinal),
        JinjaMap map when left is TaintedText key => map.ContainsKey(key.Value),
        _ => throw Fault($"'{Operator}' cannot be applied to these two values."),
    };

    private object Calculate(object left, object right)
    {
        var (a, b) = (JinjaValue.Number(left), JinjaValue.Number(right));
        var isWhole = left is long && right is long;
        switch (Operator)
        {
            case "<": return a < b;
            case ">": return a > b;
            case "<=": return a <= b;
            case ">=": return a >= b;
            case "/": return a / b;
            case "+": return Boxed(a + b, isWhole);
            case "-": return Boxed(a - b, isWhole);
            case "*": return Boxed(a * b, isWhole);
            case "//": return b == 0 ? throw Fault("division by zero.") : Boxed(Math.Floor(a / b), isWhole);
            case "%": return b == 0 ? throw Fault("division by zero.") : Boxed(a % b, isWhole);
            default: return double.IsFinite(Math.Pow(a, b)) ? Boxed(Math.Pow(a, b), isWhole && b >= 0) : throw Fault("the power is not a finite number.");
        }
    }

    private static object Boxed(double value, bool isWhole)
    {
        object boxed = value;
        if (isWhole) boxed = (long)value;
        return boxed;
    }
}

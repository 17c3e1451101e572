namespace CollabLLM.Inference.Templates;

internal sealed record LiteralNode(int Line, object? Value) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope) => Value;
}

internal sealed record NameNode(int Line, string Name) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope) => scope.Get(Name);
}

internal sealed record ListNode(int Line, IReadOnlyList<JinjaNode> Items) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope) => Items.Select(i => i.Evaluate(scope)).ToList();
}

internal sealed record MapNode(int Line, IReadOnlyList<(JinjaNode Key, JinjaNode Value)> Entries) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        var map = new JinjaMap();
        foreach (var (key, value) in Entries)
            map[key.Evaluate(scope) is TaintedText name ? name.Value : throw Fault("the keys of a mapping are texts.")] = value.Evaluate(scope);
        return map;
    }
}

internal sealed record ChoiceNode(int Line, JinjaNode Test, JinjaNode Then, JinjaNode Else) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope) => (JinjaValue.IsTrue(Test.Evaluate(scope)) ? Then : Else).Evaluate(scope);
}

/// <summary>A value that is undefined unless the test holds; in a loop, the test of each item.</summary>
internal sealed record SelectNode(int Line, JinjaNode Value, JinjaNode Test) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope) => JinjaValue.IsTrue(Test.Evaluate(scope)) ? Value.Evaluate(scope) : JinjaUndefined.Value;
}

internal sealed record LogicNode(int Line, bool IsAnd, JinjaNode Left, JinjaNode Right) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        var left = Left.Evaluate(scope);
        return JinjaValue.IsTrue(left) == IsAnd ? Right.Evaluate(scope) : left;
    }
}

internal sealed record NotNode(int Line, JinjaNode Operand) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope) => !JinjaValue.IsTrue(Operand.Evaluate(scope));
}

internal sealed record SignNode(int Line, bool IsMinus, JinjaNode Operand) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope) => Operand.Evaluate(scope) switch
    {
        long l => (object)(IsMinus ? -l : l),
        double d => IsMinus ? -d : d,
        bool b => (IsMinus ? -1L : 1L) * (b ? 1 : 0),
        _ => throw Fault("a sign stands before something that is no number."),
    };
}

internal sealed record MemberNode(int Line, JinjaNode Object, JinjaNode Key) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        var owner = Object.Evaluate(scope);
        return (owner, Key.Evaluate(scope)) switch
        {
            (JinjaMap map, TaintedText name) => map.TryGetValue(name.Value, out var value) ? value : JinjaMembers.OfMap(map, name.Value),
            (JinjaNamespace names, TaintedText name) => names.Values.Get(name.Value),
            (List<object?> list, long index) => At(list.Count, index) is { } i ? list[i] : JinjaUndefined.Value,
            (List<object?> list, TaintedText name) => name.Value == "length" ? (long)list.Count : JinjaMembers.OfList(list, name.Value),
            (TaintedText text, long index) => At(text.Length, index) is { } i ? text.Slice(i, i + 1) : JinjaUndefined.Value,
            (TaintedText text, TaintedText name) => JinjaMembers.OfText(text, name.Value),
            (_, TaintedText) => JinjaUndefined.Value,
            _ => throw Fault("a member is named by a text, or by a whole number in a list or a text."),
        };
    }

    private static int? At(int count, long index)
    {
        var at = index < 0 ? index + count : index;
        return at >= 0 && at < count ? (int)at : null;
    }
}

internal sealed record SliceNode(int Line, JinjaNode Object, JinjaNode? Start, JinjaNode? Stop, JinjaNode? Step) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        var (start, stop, step) = (Bound(Start, scope), Bound(Stop, scope), Bound(Step, scope) ?? 1);
        switch (Object.Evaluate(scope))
        {
            case List<object?> list:
                return Indices(list.Count, start, stop, step).Select(i => list[i]).ToList();
            case TaintedText text:
                var characters = Characters(text);
                return TaintedText.Concat(Indices(characters.Count, start, stop, step).Select(i => characters[i]));
            default:
                throw Fault("only a list or a text can be sliced.");
        }
    }

    private static List<TaintedText> Characters(TaintedText text)
    {
        var characters = new List<TaintedText>(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = char.IsHighSurrogate(text.Value[i]) && i + 1 < text.Length && char.IsLowSurrogate(text.Value[i + 1]) ? 2 : 1;
            characters.Add(text.Slice(i, i + length));
            i += length;
        }
        return characters;
    }

    private long? Bound(JinjaNode? node, JinjaScope scope) => node?.Evaluate(scope) switch
    {
        null when node is null => null,
        long number => (long?)number,
        JinjaUndefined => null,
        _ => throw Fault("the bounds of a slice are whole numbers."),
    };

    private static IEnumerable<int> Indices(int count, long? start, long? stop, long step)
    {
        if (step == 0) yield break;
        long Clamp(long value, long low, long high) => value < 0 ? Math.Max(count + value, low) : Math.Min(value, high);
        var (from, to) = step > 0
            ? (Clamp(start ?? 0, 0, count), Clamp(stop ?? count, 0, count))
            : (Clamp(start ?? count - 1, -1, count - 1), stop is null or -1 ? -1 : Clamp(stop.Value, -1, count - 1));
        for (var i = from; step > 0 ? i < to : i > to; i += step)
            if (i >= 0 && i < count)
                yield return (int)i;
    }
}

internal sealed record JinjaArgument(string? Name, JinjaNode Value)
{
    public static (List<object?> Positional, JinjaMap Keywords) Evaluate(IEnumerable<JinjaArgument>? arguments, JinjaScope scope)
    {
        var (positional, keywords) = (new List<object?>(), new JinjaMap());
        foreach (var argument in arguments ?? [])
        {
            var value = argument.Value.Evaluate(scope);
            if (argument.Name is null) positional.Add(value);
            else if (argument.Name == "*" && value is List<object?> list) positional.AddRange(list);
            else if (argument.Name == "**" && value is JinjaMap map) foreach (var (name, entry) in map) keywords[name] = entry;
            else if (argument.Name is "*" or "**") throw new JinjaException(argument.Value.Line, "only a list or a mapping can be unpacked.");
            else keywords[argument.Name] = value;
        }
        return (positional, keywords);
    }
}

internal sealed record CallNode(int Line, JinjaNode Callee, IReadOnlyList<JinjaArgument> Arguments) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        var (positional, keywords) = JinjaArgument.Evaluate(Arguments, scope);
        if (Callee.Evaluate(scope) is not JinjaFunction function) throw Fault($"{Described()} is no function.");
        return JinjaFault.At(Line, () => function(positional, keywords, scope));
    }

    private string Described() => Callee switch
    {
        NameNode name => $"'{name.Name}'",
        MemberNode { Key: LiteralNode { Value: TaintedText key } } => $"'.{key.Value}'",
        _ => "this",
    };
}

internal sealed record FilterNode(int Line, JinjaNode Operand, string Name, IReadOnlyList<JinjaArgument>? Arguments) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        var operand = Operand.Evaluate(scope);
        var (positional, keywords) = JinjaArgument.Evaluate(Arguments, scope);
        return JinjaFault.At(Line, () => JinjaFilters.Apply(Name, operand, positional, keywords));
    }
}

internal sealed record TestNode(int Line, JinjaNode Operand, string Name, JinjaNode? Argument, bool Negated) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        var operand = Operand.Evaluate(scope);
        var argument = Argument?.Evaluate(scope);
        return JinjaFault.At<object?>(Line, () => JinjaTests.Holds(Name, operand, argument) != Negated);
    }
}

/// <summary>Gives a fault the line of the construct in which it happened.</summary>
internal static class JinjaFault
{
    public static T At<T>(int line, Func<T> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (JinjaException fault) when (fault.Line == 0)
        {
            throw new JinjaException(line, fault.Message["Chat template: ".Length..]);
        }
    }
}

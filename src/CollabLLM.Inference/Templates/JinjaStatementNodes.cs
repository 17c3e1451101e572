namespace CollabLLM.Inference.Templates;

internal sealed class BreakSignal : Exception;

internal sealed class ContinueSignal : Exception;

internal sealed record BreakNode(int Line) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope) => throw new BreakSignal();
}

internal sealed record ContinueNode(int Line) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope) => throw new ContinueSignal();
}

internal sealed record IfNode(int Line, JinjaNode Test, IReadOnlyList<JinjaNode> Body, IReadOnlyList<JinjaNode> Otherwise) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope) => Block(JinjaValue.IsTrue(Test.Evaluate(scope)) ? Body : Otherwise, scope);
}

internal sealed record SetNode(int Line, JinjaNode Target, JinjaNode? Value, IReadOnlyList<JinjaNode>? Body) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        var value = Value is null ? Block(Body!, scope) : Value.Evaluate(scope);
        if (Target is MemberNode { Key: LiteralNode { Value: TaintedText key } } member)
        {
            if (member.Object.Evaluate(scope) is not JinjaNamespace names) throw Fault("only an attribute of a namespace can be set.");
            names.Values[key.Value] = value;
        }
        else Assign(Target, value, scope);
        return null;
    }

    internal static void Assign(JinjaNode target, object? value, JinjaScope scope)
    {
        switch (target)
        {
            case NameNode name:
                scope.Set(name.Name, value);
                break;
            case ListNode names when value is List<object?> values && values.Count == names.Items.Count:
                foreach (var (item, part) in names.Items.Zip(values)) Assign(item, part, scope);
                break;
            case ListNode names:
                throw new JinjaException(target.Line, $"{names.Items.Count} names are given for something that cannot be taken apart into as many values.");
            default:
                throw new JinjaException(target.Line, "a value can be given only to a name.");
        }
    }
}

internal sealed record ForNode(int Line, JinjaNode Target, JinjaNode Items, JinjaNode? Test, IReadOnlyList<JinjaNode> Body, IReadOnlyList<JinjaNode> Otherwise) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        var inner = new JinjaScope(scope);
        var items = Items.Evaluate(inner) switch
        {
            List<object?> list => list,
            JinjaMap map => map.Keys.Select(object? (k) => TaintedText.Of(k)).ToList(),
            _ => throw Fault("only a list or a mapping can be looped over."),
        };
        if (Test is not null) items = [.. items.Where(item => Holds(item, inner))];
        var output = new TaintedText.Builder();
        var iterated = false;
        for (var i = 0; i < items.Count; i++)
        {
            inner.Set("loop", Loop(items, i));
            SetNode.Assign(Target, items[i], inner);
            try
            {
                output.Append(Block(Body, inner));
            }
            catch (ContinueSignal)
            {
                continue;
            }
            catch (BreakSignal)
            {
                break;
            }
            iterated = true;
        }
        if (!iterated) output.Append(Block(Otherwise, inner));
        return output.ToText();
    }

    private bool Holds(object? item, JinjaScope outer)
    {
        var scope = new JinjaScope(outer);
        SetNode.Assign(Target, item, scope);
        return JinjaValue.IsTrue(Test!.Evaluate(scope));
    }

    private static JinjaMap Loop(List<object?> items, int i) => new()
    {
        ["index"] = (long)i + 1,
        ["index0"] = (long)i,
        ["revindex"] = (long)(items.Count - i),
        ["revindex0"] = (long)(items.Count - i - 1),
        ["first"] = i == 0,
        ["last"] = i == items.Count - 1,
        ["length"] = (long)items.Count,
        ["previtem"] = i > 0 ? items[i - 1] : JinjaUndefined.Value,
        ["nextitem"] = i + 1 < items.Count ? items[i + 1] : JinjaUndefined.Value,
    };
}

internal sealed record MacroNode(int Line, string Name, IReadOnlyList<(string Name, JinjaNode? Default)> Parameters, IReadOnlyList<JinjaNode> Body) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        scope.Set(Name, (JinjaFunction)((arguments, keywords, caller) => Block(Body, Bind(Parameters, arguments, keywords, new JinjaScope(caller)))));
        return null;
    }

    internal static JinjaScope Bind(IReadOnlyList<(string Name, JinjaNode? Default)> parameters, List<object?> arguments, JinjaMap keywords, JinjaScope scope)
    {
        var left = new JinjaMap(keywords);
        var pending = new List<(string, JinjaNode)>();
        for (var i = 0; i < parameters.Count; i++)
        {
            var (name, fallback) = parameters[i];
            object? value = JinjaUndefined.Value;
            if (i < arguments.Count) value = arguments[i];
            else if (left.Remove(name, out var given)) value = given;
            else if (fallback is not null) pending.Add((name, fallback));
            scope.Set(name, value);
        }
        scope.Set("varargs", arguments.Skip(parameters.Count).ToList());
        scope.Set("kwargs", left);
        foreach (var (name, fallback) in pending) scope.Set(name, fallback.Evaluate(scope));
        return scope;
    }
}

internal sealed record CallBlockNode(int Line, CallNode Call, IReadOnlyList<(string Name, JinjaNode? Default)> Parameters, IReadOnlyList<JinjaNode> Body) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope)
    {
        var inner = new JinjaScope(scope);
        inner.Set("caller", (JinjaFunction)((arguments, keywords, _) => Block(Body, MacroNode.Bind(Parameters, arguments, keywords, new JinjaScope(scope)))));
        return Call.Evaluate(inner);
    }
}

internal sealed record FilterBlockNode(int Line, string Name, IReadOnlyList<JinjaArgument>? Arguments, IReadOnlyList<JinjaNode> Body) : JinjaNode(Line)
{
    public override object? Evaluate(JinjaScope scope) => new FilterNode(Line, new LiteralNode(Line, Block(Body, scope)), Name, Arguments).Evaluate(scope);
}

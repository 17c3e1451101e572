using System.Globalization;

namespace CollabLLM.Inference.Templates;

/// <summary>Reads expressions, from the loosest operator to the tightest.</summary>
internal sealed partial class JinjaParser
{
    private JinjaNode Sequence(bool primaryOnly)
    {
        var line = Here.Line;
        List<JinjaNode> items = [primaryOnly ? Primary() : Expression()];
        if (Here is not { Kind: JinjaTokenKind.Symbol, Value: "," }) return items[0];
        while (TakeSymbol(",")) items.Add(primaryOnly ? Primary() : Expression());
        return new ListNode(line, items);
    }

    private JinjaNode Expression()
    {
        var value = Or();
        var line = Here.Line;
        if (!TakeName("if")) return value;
        var test = Or();
        return TakeName("else") ? new ChoiceNode(line, test, value, Expression()) : new SelectNode(line, value, test);
    }

    private JinjaNode Or()
    {
        var left = And();
        while (Here is { Kind: JinjaTokenKind.Name, Value: "or" }) left = new LogicNode(tokens[at++].Line, IsAnd: false, left, And());
        return left;
    }

    private JinjaNode And()
    {
        var left = Not();
        while (Here is { Kind: JinjaTokenKind.Name, Value: "and" }) left = new LogicNode(tokens[at++].Line, IsAnd: true, left, Not());
        return left;
    }

    private JinjaNode Not() => Here is { Kind: JinjaTokenKind.Name, Value: "not" } ? new NotNode(tokens[at++].Line, Not()) : Comparison();

    private JinjaNode Comparison()
    {
        var left = Additive();
        while (true)
        {
            var line = Here.Line;
            if (Here is { Kind: JinjaTokenKind.Name, Value: "not" } && tokens[at + 1] is { Kind: JinjaTokenKind.Name, Value: "in" })
            {
                at += 2;
                left = new BinaryNode(line, "not in", left, Additive());
            }
            else if (TakeName("in")) left = new BinaryNode(line, "in", left, Additive());
            else if (Here is { Kind: JinjaTokenKind.Symbol, Value: "==" or "!=" or "<" or ">" or "<=" or ">=" }) left = new BinaryNode(line, tokens[at++].Value, left, Additive());
            else return left;
        }
    }

    private JinjaNode Additive()
    {
        var left = Multiplicative();
        while (Here is { Kind: JinjaTokenKind.Symbol, Value: "+" or "-" or "~" }) left = new BinaryNode(Here.Line, tokens[at++].Value, left, Multiplicative());
        return left;
    }

    private JinjaNode Multiplicative()
    {
        var left = Power();
        while (Here is { Kind: JinjaTokenKind.Symbol, Value: "*" or "/" or "//" or "%" }) left = new BinaryNode(Here.Line, tokens[at++].Value, left, Power());
        return left;
    }

    private JinjaNode Power()
    {
        var left = Test();
        while (Here is { Kind: JinjaTokenKind.Symbol, Value: "**" }) left = new BinaryNode(Here.Line, tokens[at++].Value, left, Test());
        return left;
    }

    private JinjaNode Test()
    {
        var operand = Filtered();
        while (TakeName("is"))
        {
            var line = Here.Line;
            var negated = TakeName("not");
            var name = Name().Value;
            var argument = TestArgument();
            operand = new TestNode(line, operand, name, argument, negated);
        }
        return operand;
    }

    // `is divisibleby(2)`, `is in [..]`, `is equalto 'x'`: a test may take one value.
    private JinjaNode? TestArgument()
    {
        if (Here is { Kind: JinjaTokenKind.Symbol, Value: "(" }) return Primary();
        return Here.Kind is JinjaTokenKind.String or JinjaTokenKind.Number || Here is { Kind: JinjaTokenKind.Symbol, Value: "[" } ? Primary() : null;
    }

    private JinjaNode Filtered()
    {
        var operand = Signed();
        while (TakeSymbol("|"))
        {
            var name = Name();
            operand = new FilterNode(name.Line, operand, name.Value, Here is { Kind: JinjaTokenKind.Symbol, Value: "(" } ? Arguments() : null);
        }
        return operand;
    }

    private JinjaNode Signed() => Here is { Kind: JinjaTokenKind.Symbol, Value: "-" or "+" } ? new SignNode(Here.Line, tokens[at++].Value == "-", Signed()) : Members(Primary());

    private JinjaNode Members(JinjaNode value)
    {
        while (true)
        {
            var line = Here.Line;
            if (TakeSymbol("."))
            {
                var member = tokens[at++];
                JinjaNode key = member.Kind switch
                {
                    JinjaTokenKind.Name => new LiteralNode(line, TaintedText.Of(member.Value)),
                    JinjaTokenKind.Number => new LiteralNode(line, long.Parse(member.Value, CultureInfo.InvariantCulture)),
                    _ => throw new JinjaException(line, "a name or a number is expected after '.'."),
                };
                value = new MemberNode(line, value, key);
            }
            else if (TakeSymbol("[")) value = Index(line, value);
            else if (Here is { Kind: JinjaTokenKind.Symbol, Value: "(" }) value = new CallNode(line, value, Arguments());
            else return value;
        }
    }

    private JinjaNode Index(int line, JinjaNode value)
    {
        var parts = new List<JinjaNode?>();
        var isSlice = false;
        while (!TakeSymbol("]"))
        {
            if (TakeSymbol(":"))
            {
                parts.Add(null);
                isSlice = true;
                continue;
            }
            parts.Add(Expression());
            isSlice |= TakeSymbol(":");
        }
        if (parts.Count is 0 or > 3) throw new JinjaException(line, "an index or a slice of up to three parts is expected in brackets.");
        return isSlice
            ? new SliceNode(line, value, parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2))
            : new MemberNode(line, value, parts[0]!);
    }

    private List<JinjaArgument> Arguments()
    {
        var arguments = new List<JinjaArgument>();
        ExpectSymbol("(");
        while (!TakeSymbol(")"))
        {
            if (TakeSymbol("**")) arguments.Add(new JinjaArgument("**", Expression()));
            else if (TakeSymbol("*")) arguments.Add(new JinjaArgument("*", Expression()));
            else if (Here.Kind is JinjaTokenKind.Name && tokens[at + 1] is { Kind: JinjaTokenKind.Symbol, Value: "=" })
            {
                var name = tokens[at].Value;
                at += 2;
                arguments.Add(new JinjaArgument(name, Expression()));
            }
            else arguments.Add(new JinjaArgument(null, Expression()));
            if (!TakeSymbol(",") && Here is not { Kind: JinjaTokenKind.Symbol, Value: ")" }) throw Fault("',' or ')' is expected.");
        }
        return arguments;
    }

    private JinjaNode Primary()
    {
        var token = tokens[at++];
        switch (token.Kind)
        {
            case JinjaTokenKind.Number:
                return new LiteralNode(token.Line, token.Value.Contains('.', StringComparison.Ordinal)
                    ? (object)double.Parse(token.Value, CultureInfo.InvariantCulture)
                    : long.TryParse(token.Value, CultureInfo.InvariantCulture, out var whole) ? whole : throw new JinjaException(token.Line, $"the number {token.Value} is too large."));
            case JinjaTokenKind.String:
                var text = token.Value;
                while (Here.Kind is JinjaTokenKind.String) text += tokens[at++].Value;
                return new LiteralNode(token.Line, TaintedText.Of(text));
            case JinjaTokenKind.Name:
                return new NameNode(token.Line, token.Value);
            case JinjaTokenKind.Symbol when token.Value == "(":
                var inner = Sequence(primaryOnly: false);
                ExpectSymbol(")");
                return inner;
            case JinjaTokenKind.Symbol when token.Value == "[":
                return new ListNode(token.Line, Items());
            case JinjaTokenKind.Symbol when token.Value == "{":
                return Mapping(token.Line);
            default:
                throw new JinjaException(token.Line, $"'{token.Value}' is not expected here.");
        }
    }

    private List<JinjaNode> Items()
    {
        var items = new List<JinjaNode>();
        while (!TakeSymbol("]"))
        {
            items.Add(Expression());
            TakeSymbol(",");
        }
        return items;
    }

    private MapNode Mapping(int line)
    {
        var entries = new List<(JinjaNode, JinjaNode)>();
        while (!TakeSymbol("}"))
        {
            var key = Expression();
            ExpectSymbol(":");
            entries.Add((key, Expression()));
            TakeSymbol(",");
        }
        return new MapNode(line, entries);
    }
}

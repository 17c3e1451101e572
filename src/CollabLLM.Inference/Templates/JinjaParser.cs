namespace CollabLLM.Inference.Templates;

/// <summary>Reads statements. Expressions are in the other part of this class.</summary>
internal sealed partial class JinjaParser
{
    private readonly List<JinjaToken> tokens;
    private int at;

    private JinjaParser(List<JinjaToken> tokens) => this.tokens = tokens;

    private JinjaToken Here => tokens[at];

    /// <exception cref="JinjaException">The template cannot be read; the message names line and construct.</exception>
    public static IReadOnlyList<JinjaNode> Parse(string template) => new JinjaParser(JinjaLexer.Read(template)).Body(until: []);

    private List<JinjaNode> Body(params string[] until)
    {
        var body = new List<JinjaNode>();
        while (Here.Kind is not JinjaTokenKind.End && !IsStatement(until)) body.Add(Node());
        if (until.Length > 0 && Here.Kind is JinjaTokenKind.End) throw Fault($"{{% {until.First(name => name.StartsWith("end", StringComparison.Ordinal))} %}} is missing.");
        return body;
    }

    private JinjaNode Node()
    {
        var token = tokens[at++];
        switch (token.Kind)
        {
            case JinjaTokenKind.Text:
                return new LiteralNode(token.Line, TaintedText.Of(token.Value));
            case JinjaTokenKind.OpenExpression:
                var expression = Expression();
                Expect(JinjaTokenKind.CloseExpression, "}}");
                return expression;
            case JinjaTokenKind.OpenStatement:
                return Statement();
            default:
                throw new JinjaException(token.Line, $"'{token.Value}' is not expected here.");
        }
    }

    private JinjaNode Statement()
    {
        var name = Name();
        return name.Value switch
        {
            "set" => Set(name.Line),
            "if" => If(name.Line),
            "for" => For(name.Line),
            "macro" => Macro(name.Line),
            "call" => Call(name.Line),
            "filter" => Filter(name.Line),
            "break" => Closed(new BreakNode(name.Line)),
            "continue" => Closed(new ContinueNode(name.Line)),
            var other => throw new JinjaException(name.Line, $"the statement '{other}' is not known here."),
        };
    }

    private SetNode Set(int line)
    {
        var target = Sequence(primaryOnly: false);
        if (TakeSymbol("=")) return Closed(new SetNode(line, target, Sequence(primaryOnly: false), null));
        CloseStatement();
        var body = Body("endset");
        End("endset");
        return new SetNode(line, target, null, body);
    }

    private IfNode If(int line)
    {
        var test = Expression();
        CloseStatement();
        var body = Body("elif", "else", "endif");
        List<JinjaNode> otherwise = [];
        at++;
        var next = Name();
        if (next.Value == "elif") return new IfNode(line, test, body, [If(next.Line)]);
        if (next.Value == "else")
        {
            CloseStatement();
            otherwise = Body("endif");
            at++;
            Name();
        }
        CloseStatement();
        return new IfNode(line, test, body, otherwise);
    }

    private ForNode For(int line)
    {
        var target = Sequence(primaryOnly: true);
        if (!TakeName("in")) throw Fault("'in' is expected after the loop's variable.");
        var items = Expression();
        JinjaNode? test = null;
        if (items is SelectNode select) (items, test) = (select.Value, select.Test);
        CloseStatement();
        var body = Body("endfor", "else");
        List<JinjaNode> otherwise = [];
        at++;
        if (Name().Value == "else")
        {
            CloseStatement();
            otherwise = Body("endfor");
            at++;
            Name();
        }
        CloseStatement();
        return new ForNode(line, target, items, test, body, otherwise);
    }

    private MacroNode Macro(int line)
    {
        var name = Name().Value;
        var parameters = Parameters();
        CloseStatement();
        var body = Body("endmacro");
        End("endmacro");
        return new MacroNode(line, name, parameters, body);
    }

    private CallBlockNode Call(int line)
    {
        var parameters = Here is { Kind: JinjaTokenKind.Symbol, Value: "(" } ? Parameters() : [];
        var callee = Primary();
        var arguments = Arguments();
        CloseStatement();
        var body = Body("endcall");
        End("endcall");
        return new CallBlockNode(line, new CallNode(line, callee, arguments), parameters, body);
    }

    private FilterBlockNode Filter(int line)
    {
        var name = Name().Value;
        var arguments = Here is { Kind: JinjaTokenKind.Symbol, Value: "(" } ? Arguments() : null;
        CloseStatement();
        var body = Body("endfilter");
        End("endfilter");
        return new FilterBlockNode(line, name, arguments, body);
    }

    private List<(string Name, JinjaNode? Default)> Parameters()
    {
        var parameters = new List<(string, JinjaNode?)>();
        ExpectSymbol("(");
        while (!TakeSymbol(")"))
        {
            var name = Name().Value;
            parameters.Add((name, TakeSymbol("=") ? Expression() : null));
            TakeSymbol(",");
        }
        return parameters;
    }

    private T Closed<T>(T node)
    {
        CloseStatement();
        return node;
    }

    private void End(string name)
    {
        at++;
        if (Name().Value != name) throw Fault($"{{% {name} %}} is expected here.");
        CloseStatement();
    }

    private void CloseStatement() => Expect(JinjaTokenKind.CloseStatement, "%}");

    private bool IsStatement(string[] names) =>
        Here.Kind is JinjaTokenKind.OpenStatement && tokens[at + 1].Kind is JinjaTokenKind.Name && Array.IndexOf(names, tokens[at + 1].Value) >= 0;

    private JinjaToken Name() => Here.Kind is JinjaTokenKind.Name ? tokens[at++] : throw Fault($"a name is expected, not '{Here.Value}'.");

    private void Expect(JinjaTokenKind kind, string symbol)
    {
        if (Here.Kind != kind) throw Fault($"'{symbol}' is expected, not '{Here.Value}'.");
        at++;
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TakeSymbol(symbol)) throw Fault($"'{symbol}' is expected, not '{Here.Value}'.");
    }

    private bool TakeSymbol(string symbol) => Take(JinjaTokenKind.Symbol, symbol);

    private bool TakeName(string name) => Take(JinjaTokenKind.Name, name);

    private bool Take(JinjaTokenKind kind, string value)
    {
        if (Here.Kind != kind || Here.Value != value) return false;
        at++;
        return true;
    }

    private JinjaException Fault(string what) => new(Here.Line, what);
}

namespace CollabLLM.Inference.Templates;

/// <summary>A part of a template that has a value. Values are null, bool, long, double, <see cref="TaintedText"/>, lists, maps, namespaces, functions, or undefined.</summary>
internal abstract record JinjaNode(int Line)
{
    public abstract object? Evaluate(JinjaScope scope);

    protected JinjaException Fault(string what) => new(Line, what);

    /// <summary>Text of a sequence of statements.</summary>
    public static TaintedText Block(IReadOnlyList<JinjaNode> body, JinjaScope scope)
    {
        var output = new TaintedText.Builder();
        foreach (var node in body)
            if (node.Evaluate(scope) is { } value and not JinjaUndefined)
                output.Append(JinjaValue.Text(value));
        return output.ToText();
    }
}

/// <summary>A name that has no value.</summary>
internal sealed class JinjaUndefined
{
    private JinjaUndefined() { }

    public static JinjaUndefined Value { get; } = new();
}

internal delegate object? JinjaFunction(List<object?> arguments, JinjaMap keywords, JinjaScope scope);

/// <summary>A mapping in order of insertion.</summary>
internal sealed class JinjaMap : OrderedDictionary<string, object?>
{
    public JinjaMap() { }

    public JinjaMap(IEnumerable<KeyValuePair<string, object?>> entries) : base(entries) { }

    public object? Get(string key) => TryGetValue(key, out var value) ? value : JinjaUndefined.Value;
}

/// <summary>A mutable record that <c>namespace()</c> makes; no mapping, only attributes.</summary>
internal sealed class JinjaNamespace(JinjaMap values)
{
    public JinjaMap Values => values;
}

/// <summary>Variables of a block; a name is looked for outwards.</summary>
internal sealed class JinjaScope(JinjaScope? parent = null)
{
    private readonly Dictionary<string, object?> variables = new(StringComparer.Ordinal);

    public void Set(string name, object? value) => variables[name] = value;

    public object? Get(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
            if (scope.variables.TryGetValue(name, out var value))
                return value;
        return JinjaUndefined.Value;
    }

    private JinjaScope? Parent => parent;
}

namespace CollabLLM.Cli;

/// <summary>What stands after a command's name: <c>--name value</c>, <c>--name=value</c>, <c>--flag</c>, and what is neither.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private Arguments() { }

    /// <summary>Arguments that follow no option, in order.</summary>
    public IReadOnlyList<string> Positional { get; private set; } = [];

    /// <exception cref="ArgumentException">There is no such option, it lacks its value, or it is a flag that was given one.</exception>
    public static Arguments Parse(IReadOnlyList<string> args, Usage usage)
    {
        var parsed = new Arguments();
        var positional = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                positional.Add(args[i]);
                continue;
            }
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals > 0 ? args[i][2..equals] : args[i][2..];
            var option = usage.Options.FirstOrDefault(o => o.Name == name) ?? throw new ArgumentException($"There is no option '--{name}'.");
            parsed.values[name] = (option.Value, equals) switch
            {
                (null, > 0) => throw new ArgumentException($"--{name} takes no value."),
                (null, _) => "",
                (_, > 0) => args[i][(equals + 1)..],
                // A value that begins with two dashes is given with '='.
                _ when i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) => args[++i],
                _ => throw new ArgumentException($"--{name} needs a value: {option.Text}."),
            };
        }
        parsed.Positional = positional;
        return parsed;
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string? Optional(string name) => values.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">The option is missing.</exception>
    public string Required(string name) => values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"--{name} is missing.");

    /// <exception cref="ArgumentException">The value is not a whole number.</exception>
    public int Number(string name, int otherwise) => Optional(name) is not { } text ? otherwise
        : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : throw new ArgumentException($"--{name} is '{text}'; it takes a whole number.");
}

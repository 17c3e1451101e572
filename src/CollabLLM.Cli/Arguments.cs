namespace CollabLLM.Cli;

/// <summary>What stands after a command's name: <c>--name value</c>, <c>--flag</c>, and what is neither.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private Arguments() { }

    /// <summary>Arguments that follow no option, in order.</summary>
    public IReadOnlyList<string> Positional { get; private set; } = [];

    /// <param name="flags">Options that take no value.</param>
    /// <exception cref="ArgumentException">An option lacks its value.</exception>
    public static Arguments Parse(IReadOnlyList<string> args, IReadOnlyCollection<string>? flags = null)
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
            var (name, equals) = (args[i][2..], args[i].IndexOf('=', StringComparison.Ordinal));
            if (equals > 0) parsed.values[args[i][2..equals]] = args[i][(equals + 1)..];
            else if (flags?.Contains(name) is true) parsed.values[name] = "";
            else if (++i < args.Count) parsed.values[name] = args[i];
            else throw new ArgumentException($"--{name} needs a value.");
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

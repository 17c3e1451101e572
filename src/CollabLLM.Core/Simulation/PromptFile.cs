using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace CollabLLM.Core.Simulation;

/// <summary>
/// A prompt that ships with the product and can be replaced by a file of the same name in a folder of the installation.
/// Placeholders are written <c>{{name}}</c> and filled in one pass, so that a value that looks like a placeholder stays text.
/// </summary>
public sealed class PromptFile
{
    private PromptFile(string name, string text) => (Name, Text) = (name, text.ReplaceLineEndings("\n").TrimEnd('\n'));

    public string Name { get; }

    public string Text { get; }

    /// <summary>First eight digits of the SHA-256 of the text: stored with whatever was made with it.</summary>
    public string Version => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..8];

    /// <param name="folder">Folder with replacements; null: what ships.</param>
    /// <exception cref="FileNotFoundException">No prompt of this name ships with the product.</exception>
    public static PromptFile Load(string name, string? folder = null)
    {
        if (folder is not null && Path.Combine(folder, name) is var path && File.Exists(path)) return new PromptFile(name, File.ReadAllText(path));
        var assembly = Assembly.GetExecutingAssembly();
        var resource = assembly.GetManifestResourceNames().SingleOrDefault(r => r.EndsWith("." + name, StringComparison.Ordinal))
            ?? throw new FileNotFoundException($"There is no prompt '{name}'.");
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new PromptFile(name, reader.ReadToEnd());
    }

    /// <exception cref="FormatException">The prompt has a placeholder that nothing fills; the message names it and those that there are.</exception>
    public string Fill(IReadOnlyDictionary<string, string> values)
    {
        var filled = new StringBuilder();
        for (var at = 0; at < Text.Length;)
        {
            var open = Text.IndexOf("{{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : Text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0) return filled.Append(Text, at, Text.Length - at).ToString();
            var name = Text[(open + 2)..close];
            if (!values.TryGetValue(name, out var value))
                throw new FormatException($"The prompt '{Name}' has the placeholder '{name}', which nothing fills. There are: {string.Join(", ", values.Keys)}.");
            filled.Append(Text, at, open - at).Append(value);
            at = close + 2;
        }
        return filled.ToString();
    }
}

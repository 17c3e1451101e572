using System.Text.RegularExpressions;

namespace CollabLLM.Cli;

/// <summary>JSON from other programs may hold half surrogate pairs as escapes, which the runtime's reader refuses; they become the replacement character.</summary>
internal static partial class LenientJson
{
    public static string Mend(string json) => Escapes().Replace(json, match =>
        match.Groups["pair"].Success || match.Groups["other"].Success ? match.Value : "\\ufffd");

    // Escaped backslashes are consumed as such, so that "\\ud800" stays the text that it is.
    [GeneratedRegex(@"(?<other>\\[^u])|(?<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")]
    private static partial Regex Escapes();
}

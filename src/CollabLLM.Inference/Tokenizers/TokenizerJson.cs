using System.Text.Json;
using CollabLLM.Inference.Models;

namespace CollabLLM.Inference.Tokenizers;

/// <summary>Reading of a tokenizer file's parts, with refusals that name file and fault.</summary>
internal static class TokenizerJson
{
    public const string FileName = "tokenizer.json";

    public static ModelFolderException Fault(string fault) => new(FileName, fault);

    public static JsonElement? Optional(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    public static JsonElement Required(this JsonElement element, string name) =>
        element.Optional(name) ?? throw Fault($"'{name}' is missing.");

    public static string Text(this JsonElement element, string name) => element.Required(name).GetString() ?? throw Fault($"'{name}' is not a text.");

    public static bool Flag(this JsonElement element, string name, bool otherwise = false) => element.Optional(name)?.GetBoolean() ?? otherwise;

    public static string Kind(this JsonElement element) => element.Text("type");

    /// <summary>A pattern is <c>{"String": ..}</c> or <c>{"Regex": ..}</c>.</summary>
    public static Unicode.PatternMatcher Pattern(this JsonElement element, string name = "pattern")
    {
        var pattern = element.Required(name);
        if (pattern.ValueKind == JsonValueKind.String) return Unicode.PatternMatcher.Literal(pattern.GetString()!);
        if (pattern.Optional("String") is { } literal) return Unicode.PatternMatcher.Literal(literal.GetString()!);
        try
        {
            return Unicode.PatternMatcher.Expression(pattern.Text("Regex"));
        }
        catch (ArgumentException fault)
        {
            throw new ModelFolderException(FileName, $"the pattern {pattern} cannot be used: {fault.Message}", fault);
        }
    }
}

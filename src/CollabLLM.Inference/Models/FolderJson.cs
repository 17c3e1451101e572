using System.Text.Json;

namespace CollabLLM.Inference.Models;

/// <summary>Reads the JSON files of a model folder; a missing or mistyped field is null, a file that is no JSON is refused by name.</summary>
internal static class FolderJson
{
    public static JsonElement Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new ModelFolderException(file, "the file holds no JSON object.");
        }
        catch (JsonException fault)
        {
            throw new ModelFolderException(file, $"the file is not valid JSON (line {fault.LineNumber + 1}).");
        }
    }

    extension(JsonElement element)
    {
        public JsonElement Child(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : default;

        public string? Text(string name) => element.Child(name) is { ValueKind: JsonValueKind.String } child ? child.GetString() : null;

        public int? Int(string name) => element.Child(name) is { ValueKind: JsonValueKind.Number } child && child.TryGetInt32(out var value) ? value : null;

        public double? Double(string name) => element.Child(name) is { ValueKind: JsonValueKind.Number } child ? child.GetDouble() : null;

        public bool? Bool(string name) => element.Child(name).ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

        /// <summary>A number or an array of numbers, as end tokens are written either way.</summary>
        public int[] Ints(string name) => element.Child(name) switch
        {
            { ValueKind: JsonValueKind.Number } one when one.TryGetInt32(out var value) => [value],
            { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.Number).Select(v => v.GetInt32())],
            _ => [],
        };
    }
}

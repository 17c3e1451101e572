using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>The one way a comparison becomes JSON: camelCase, enums as words, round-trip numbers, absent parts left out.</summary>
public static class ComparisonJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(Comparison comparison) => JsonSerializer.Serialize(comparison, Options);

    public static Comparison Read(string json) =>
        JsonSerializer.Deserialize<Comparison>(json, Options) ?? throw new JsonException("The text holds no comparison.");
}

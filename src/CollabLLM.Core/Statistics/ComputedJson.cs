using System.Text.Json;
using System.Text.Json.Serialization;

namespace CollabLLM.Core.Statistics;

/// <summary>Writes the bare value, or an object with the single member <c>refused</c>; reads both back.</summary>
public sealed class ComputedJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Computed<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Computed<T>> where T : notnull
    {
        private const string Refused = "refused";

        public override Computed<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty(Refused, out var reason)
                ? new Refusal(reason.GetString() ?? "")
                : root.Deserialize<T>(options)!;
        }

        public override void Write(Utf8JsonWriter writer, Computed<T> value, JsonSerializerOptions options)
        {
            if (value.IsKnown)
            {
                JsonSerializer.Serialize(writer, value.Value, options);
                return;
            }

            writer.WriteStartObject();
            writer.WriteString(Refused, value.Reason);
            writer.WriteEndObject();
        }
    }
}

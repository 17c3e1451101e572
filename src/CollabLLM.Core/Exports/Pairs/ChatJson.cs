using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Exports.Pairs;

/// <summary>Messages as trainers write them: <c>[{"role":"user","content":".."}]</c>.</summary>
public static class ChatJson
{
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Role(MessageRole role) => role switch
    {
        MessageRole.System => "system",
        MessageRole.User => "user",
        _ => "assistant",
    };

    public static string Write(IEnumerable<Message> messages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options)) json.WriteMessages(messages);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="JsonException">The text is not an array of messages.</exception>
    public static IReadOnlyList<Message> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(m => new Message(
            m.GetProperty("role").GetString() switch { "system" => MessageRole.System, "user" => MessageRole.User, _ => MessageRole.Assistant },
            m.GetProperty("content").GetString()!))];
    }

    internal static void WriteMessages(this Utf8JsonWriter json, IEnumerable<Message> messages)
    {
        json.WriteStartArray();
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, Role(message.Role));
            json.WriteString("content"u8, message.Content);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static void WriteMessages(this Utf8JsonWriter json, string name, params IEnumerable<Message> messages)
    {
        json.WritePropertyName(name);
        json.WriteMessages(messages);
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Simulation;

/// <summary>
/// A conversation as data inside a prompt: one JSON object a line. JSON escapes quotes and line ends, and angle brackets are escaped
/// too, so that nothing that a participant writes can close its place in the prompt or look like a further message.
/// </summary>
public static class TranscriptJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    public static string Write(IEnumerable<Message> messages) => string.Join('\n', messages
        .Where(m => m.Role is not MessageRole.System)
        .Select(m => $"{{\"role\":\"{(m.Role is MessageRole.User ? "user" : "assistant")}\",\"content\":{Quote(m.Content)}}}"));

    public static string Quote(string text) => JsonSerializer.Serialize(text, Options);
}

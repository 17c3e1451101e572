using System.Text.Json;
using Microsoft.Extensions.AI;

namespace CollabLLM.Web.Features.ModelApi;

/// <summary>One message: its content is a text, or a list of text parts.</summary>
internal sealed record RequestMessage(string? Role, JsonElement Content)
{
    public ChatMessage ToMessage() => new(Role switch
    {
        "system" or "developer" => ChatRole.System,
        "user" => ChatRole.User,
        "assistant" => ChatRole.Assistant,
        _ => throw new RequestFault($"The role '{Role}' is not served; use system, user or assistant.", "messages"),
    }, Text());

    private string Text() => Content.ValueKind switch
    {
        JsonValueKind.String => Content.GetString()!,
        JsonValueKind.Array => string.Concat(Content.EnumerateArray().Select(Part)),
        _ => throw new RequestFault("The content of a message is a string or a list of text parts.", "messages"),
    };

    private static string Part(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new RequestFault("Only text parts are served in a message.", "messages");
}

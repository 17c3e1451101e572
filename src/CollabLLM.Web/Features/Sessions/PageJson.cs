using System.Text.Json;

namespace CollabLLM.Web.Features.Sessions;

/// <summary>
/// What goes between a page and its script beyond plain texts. Each circuit's own interop describes every type that passes it anew, with all its interfaces:
/// that was half of a circuit's memory. Here one description serves all, and only texts pass.
/// </summary>
internal static class PageJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The page sent something else.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The page sent nothing.");
}

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CollabLLM.Core.Policies;

/// <summary>The assistant under study: model, prompt and sampling. Immutable; two equal definitions have the same <see cref="Id"/>.</summary>
/// <param name="Model">Name of a model folder, or of a remote model from the settings as <c>remote:name</c>.</param>
/// <param name="SystemPrompt">Null or empty: no system message is sent.</param>
public sealed record PolicyDefinition(string Model, string? SystemPrompt = null, Sampling? Sampling = null)
{
    /// <summary>SHA-256 of the canonical JSON of this definition, 64 hexadecimal digits.</summary>
    [JsonIgnore]
    public string Id => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));
}

using System.Text.Json;

namespace CollabLLM.E2ETests;

/// <summary>An event as the database holds it.</summary>
public sealed record StoredEvent(long Sequence, string Kind, DateTimeOffset ServerAt, double? ClientMs, int? Turn, string? Data)
{
    public string? Text(string name) => Read(name) is { } value ? value.ToString() : null;

    public int Number(string name) => Read(name)?.GetInt32() ?? throw new InvalidOperationException($"The event '{Kind}' has no {name}: {Data}");

    private JsonElement? Read(string name) => Data is not null && JsonDocument.Parse(Data).RootElement.TryGetProperty(name, out var value) ? value : null;
}

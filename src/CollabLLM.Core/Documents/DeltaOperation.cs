using System.Text.Json.Nodes;

namespace CollabLLM.Core.Documents;

/// <summary>One operation: an insert of text or of an embedded object, a retain or a delete of so many code units.</summary>
public sealed record DeltaOperation(DeltaKind Kind, int Length, string? Text, JsonNode? Embed, JsonObject? Attributes)
{
    /// <exception cref="FormatException">Not an operation.</exception>
    internal static DeltaOperation Of(JsonNode? node)
    {
        if (node is not JsonObject operation) throw new FormatException("Each operation of a document must be an object.");
        var attributes = operation["attributes"] as JsonObject;
        if (operation["insert"] is { } insert)
        {
            return insert is JsonValue value && value.TryGetValue(out string? text)
                ? new(DeltaKind.Insert, text.Length, text, null, attributes)
                : new(DeltaKind.Insert, 1, null, insert, attributes);
        }
        if (operation["retain"] is JsonValue retain) return new(DeltaKind.Retain, Positive(retain), null, null, attributes);
        if (operation["delete"] is JsonValue delete) return new(DeltaKind.Delete, Positive(delete), null, null, null);
        throw new FormatException("Each operation of a document must be an insert, a retain or a delete.");
    }

    internal DeltaOperation Slice(int start, int length) => this with { Length = length, Text = Text?.Substring(start, length) };

    /// <summary>Attributes of a change laid over those of the text; a null takes a format off.</summary>
    internal DeltaOperation WithAttributes(JsonObject? change)
    {
        if (change is null) return this;
        var merged = Attributes is null ? [] : (JsonObject)Attributes.DeepClone();
        foreach (var (name, value) in change)
        {
            if (value is null) merged.Remove(name);
            else merged[name] = value.DeepClone();
        }
        return this with { Attributes = merged.Count == 0 ? null : merged };
    }

    internal bool IsSameAs(DeltaOperation other) =>
        (Kind, Length, Text) == (other.Kind, other.Length, other.Text) && JsonNode.DeepEquals(Embed, other.Embed) && JsonNode.DeepEquals(Attributes, other.Attributes);

    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Kind == DeltaKind.Insert) json["insert"] = Text is null ? Embed!.DeepClone() : Text;
        else json[Kind == DeltaKind.Retain ? "retain" : "delete"] = Length;
        if (Attributes is { Count: > 0 }) json["attributes"] = Attributes.DeepClone();
        return json;
    }

    private static int Positive(JsonValue value) =>
        value.TryGetValue(out int length) && length > 0 ? length : throw new FormatException("A retain or delete must be a whole number above 0.");
}

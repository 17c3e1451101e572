using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabLLM.Core.Documents;

/// <summary>
/// A rich text or a change of one, as the editor writes it: a list of inserts, retains and deletes with attributes.
/// Lengths are UTF-16 code units, as in the editor; an embedded object has length 1. A change never cuts a surrogate pair.
/// </summary>
public sealed class QuillDelta
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<DeltaOperation> operations;

    internal QuillDelta(IReadOnlyList<DeltaOperation> operations) => this.operations = operations;

    public static QuillDelta Empty { get; } = new([]);

    /// <summary>What the editor holds before anybody has written: one line feed.</summary>
    public static QuillDelta Blank { get; } = new([new(DeltaKind.Insert, 1, "\n", null, null)]);

    public IReadOnlyList<DeltaOperation> Operations => operations;

    /// <exception cref="FormatException">The text is not <c>{"ops":[..]}</c> with valid operations; the message says which one is wrong.</exception>
    public static QuillDelta Parse(string json)
    {
        try
        {
            if (JsonNode.Parse(json)?["ops"] is not JsonArray ops) throw new FormatException("A document must have the form {\"ops\":[..]}.");
            return new([.. ops.Select(DeltaOperation.Of)]);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("The document is not readable as {\"ops\":[..]}.", fault);
        }
    }

    public string ToJson() => new JsonObject { ["ops"] = new JsonArray([.. operations.Select(o => (JsonNode)o.ToJson())]) }.ToJsonString(Json);

    /// <summary>The inserted text without formats; embedded objects are left out; the editor's closing line feed is taken off.</summary>
    public string PlainText()
    {
        var text = new StringBuilder();
        foreach (var operation in operations)
            if (operation.Text is { } piece) text.Append(piece);
        if (text.Length > 0 && text[^1] == '\n') text.Length--;
        return text.ToString();
    }

    /// <summary>The change that makes one document of another, whatever stood there.</summary>
    public static QuillDelta Replacing(QuillDelta before, QuillDelta after)
    {
        var length = before.operations.Sum(o => o.Length);
        return new(length == 0 ? after.operations : [.. after.operations, new(DeltaKind.Delete, length, null, null, null)]);
    }

    /// <summary>The same text with the same formats; the order in which formats are written does not matter.</summary>
    public bool IsSameAs(QuillDelta other) =>
        operations.Count == other.operations.Count && operations.Zip(other.operations).All(pair => pair.First.IsSameAs(pair.Second));

    /// <summary>This document after the change.</summary>
    /// <exception cref="FormatException">The change reaches beyond the end of the document.</exception>
    public QuillDelta Apply(QuillDelta change)
    {
        var result = new DeltaBuilder();
        var rest = new DeltaReader(operations);
        foreach (var operation in change.operations)
        {
            switch (operation.Kind)
            {
                case DeltaKind.Insert: result.Add(operation); break;
                case DeltaKind.Delete: rest.Take(operation.Length); break;
                default:
                    foreach (var kept in rest.Take(operation.Length)) result.Add(kept.WithAttributes(operation.Attributes));
                    break;
            }
        }
        foreach (var kept in rest.Remaining()) result.Add(kept);
        return result.Build();
    }
}

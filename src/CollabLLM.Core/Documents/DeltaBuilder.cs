using System.Text.Json.Nodes;

namespace CollabLLM.Core.Documents;

/// <summary>Collects inserts; neighbours with the same format become one, as the editor keeps them.</summary>
internal sealed class DeltaBuilder
{
    private readonly List<DeltaOperation> operations = [];

    public void Add(DeltaOperation operation)
    {
        if (operation.Length == 0) return;
        if (operations.Count > 0 && operations[^1] is { Text: not null } last && operation.Text is not null && JsonNode.DeepEquals(last.Attributes, operation.Attributes))
            operations[^1] = last with { Length = last.Length + operation.Length, Text = last.Text + operation.Text };
        else
            operations.Add(operation);
    }

    public QuillDelta Build() => new(operations);
}

namespace CollabLLM.Inference.Models.Onnx;

/// <summary>An .onnx file: its operator sets and its main graph. Fields that are not read are written back unchanged.</summary>
internal sealed class OnnxModel
{
    private readonly List<ProtoField> otherFields;

    private OnnxModel(List<ProtoField> fields)
    {
        otherFields = [.. fields.Where(f => f.Number is not (7 or 8))];
        Graph = OnnxGraph.Read(fields.Find(f => f.Number == 7).Bytes);
        foreach (var field in fields.Where(f => f.Number == 8))
        {
            var set = ProtoReader.Read(field.Bytes);
            OperatorSets[set.Find(f => f.Number == 1).Text] = (long)set.Find(f => f.Number == 2).Value;
        }
    }

    public OnnxModel(long formatVersion, OnnxGraph graph)
    {
        otherFields = [ProtoField.Of(1, formatVersion), ProtoField.Of(2, "collabllm")];
        Graph = graph;
    }

    public OnnxGraph Graph { get; }

    public Dictionary<string, long> OperatorSets { get; } = [];

    /// <exception cref="InvalidDataException">The bytes are not an ONNX model, or end too early.</exception>
    public static OnnxModel Read(ReadOnlyMemory<byte> bytes)
    {
        var fields = ProtoReader.Read(bytes);
        return fields.Exists(f => f.Number == 7 && f.WireType == ProtoField.Length)
            ? new(fields)
            : throw new InvalidDataException("it holds no graph");
    }

    public byte[] Write() => ProtoWriter.Write(
    [
        .. otherFields,
        ProtoField.Of(7, Graph.Write()),
        .. OperatorSets.Select(set => ProtoField.Of(8, ProtoWriter.Write([ProtoField.Of(1, set.Key), ProtoField.Of(2, set.Value)]))),
    ]);
}

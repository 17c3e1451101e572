namespace CollabLLM.Inference.Models.Onnx;

/// <summary>One operation of a graph. Inputs may be replaced by a rewriting.</summary>
internal sealed class OnnxNode(string operation, IEnumerable<string> inputs, IEnumerable<string> outputs, IEnumerable<OnnxAttribute>? attributes = null, string domain = "", string name = "")
{
    public string Operation { get; } = operation;

    public string Domain { get; } = domain is "ai.onnx" ? "" : domain;

    public string Name { get; } = name;

    public List<string> Inputs { get; } = [.. inputs];

    public List<string> Outputs { get; } = [.. outputs];

    public List<OnnxAttribute> Attributes { get; } = [.. attributes ?? []];

    public OnnxAttribute? Attribute(string attribute) => Attributes.Find(a => a.Name == attribute);

    public string Input(int index) => index < Inputs.Count ? Inputs[index] : "";

    public static OnnxNode Read(ReadOnlyMemory<byte> bytes)
    {
        var fields = ProtoReader.Read(bytes);
        return new(
            fields.FirstOrDefault(f => f.Number == 4).Text,
            fields.Where(f => f.Number == 1).Select(f => f.Text),
            fields.Where(f => f.Number == 2).Select(f => f.Text),
            fields.Where(f => f.Number == 5).Select(f => OnnxAttribute.Read(f.Bytes)),
            fields.FirstOrDefault(f => f.Number == 7).Text,
            fields.FirstOrDefault(f => f.Number == 3).Text);
    }

    public byte[] Write() => ProtoWriter.Write(
    [
        .. Inputs.Select(i => ProtoField.Of(1, i)),
        .. Outputs.Select(o => ProtoField.Of(2, o)),
        ProtoField.Of(3, Name),
        ProtoField.Of(4, Operation),
        .. Attributes.Select(a => ProtoField.Of(5, a.Write())),
        ProtoField.Of(7, Domain),
    ]);
}

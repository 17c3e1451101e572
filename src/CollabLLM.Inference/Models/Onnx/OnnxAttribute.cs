namespace CollabLLM.Inference.Models.Onnx;

/// <summary>A node's attribute; what is not read here is kept as it was.</summary>
internal sealed class OnnxAttribute(IReadOnlyList<ProtoField> fields)
{
    private const int FloatType = 1;
    private const int IntType = 2;
    private const int StringType = 3;
    private const int IntsType = 7;

    public string Name { get; } = fields.FirstOrDefault(f => f.Number == 1).Text;

    public float Float => BitConverter.UInt32BitsToSingle((uint)fields.FirstOrDefault(f => f.Number == 2).Value);

    public long Int => (long)fields.FirstOrDefault(f => f.Number == 3).Value;

    public string String => fields.FirstOrDefault(f => f.Number == 4).Text;

    public OnnxTensor? Tensor => fields.Where(f => f.Number == 5).Select(f => OnnxTensor.Read(f.Bytes)).FirstOrDefault();

    public IReadOnlyList<long> Ints => [.. fields.Where(f => f.Number == 8)
        .SelectMany(f => f.WireType == ProtoField.Length ? ProtoReader.Packed(f.Bytes) : [(long)f.Value])];

    public static OnnxAttribute Read(ReadOnlyMemory<byte> bytes) => new(ProtoReader.Read(bytes));

    public static OnnxAttribute Of(string name, float value) => new([ProtoField.Of(1, name), ProtoField.Of(2, value), ProtoField.Of(20, FloatType)]);

    public static OnnxAttribute Of(string name, long value) => new([ProtoField.Of(1, name), ProtoField.Of(3, value), ProtoField.Of(20, IntType)]);

    public static OnnxAttribute Of(string name, string value) => new([ProtoField.Of(1, name), ProtoField.Of(4, value), ProtoField.Of(20, StringType)]);

    public static OnnxAttribute Of(string name, params long[] values) =>
        new([ProtoField.Of(1, name), .. values.Select(v => ProtoField.Of(8, v)), ProtoField.Of(20, IntsType)]);

    public byte[] Write() => ProtoWriter.Write(fields);
}

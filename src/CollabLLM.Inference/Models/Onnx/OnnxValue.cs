namespace CollabLLM.Inference.Models.Onnx;

/// <summary>A named input or output of a graph with its element type and its dimensions: a number where fixed, a name where free.</summary>
internal sealed record OnnxValue(string Name, int Type, IReadOnlyList<string> Dimensions)
{
    public static OnnxValue Read(ReadOnlyMemory<byte> bytes)
    {
        var fields = ProtoReader.Read(bytes);
        var tensor = Child(Child(fields, 2), 1);
        var shape = Child(tensor, 2);
        return new(
            fields.FirstOrDefault(f => f.Number == 1).Text,
            (int)tensor.FirstOrDefault(f => f.Number == 1).Value,
            [.. shape.Where(f => f.Number == 1).Select(f => Dimension(ProtoReader.Read(f.Bytes)))]);
    }

    /// <summary>The fixed size of a dimension, or null where it is free or not declared.</summary>
    public int? Fixed(int dimension) => dimension < Dimensions.Count && int.TryParse(Dimensions[dimension], out var size) ? size : null;

    public byte[] Write()
    {
        var shape = ProtoWriter.Write([.. Dimensions.Select(d => ProtoField.Of(1, ProtoWriter.Write(
            [long.TryParse(d, out var size) ? ProtoField.Of(1, size) : ProtoField.Of(2, d)])))]);
        var tensor = ProtoWriter.Write([ProtoField.Of(1, (long)Type), ProtoField.Of(2, shape)]);
        return ProtoWriter.Write([ProtoField.Of(1, Name), ProtoField.Of(2, ProtoWriter.Write([ProtoField.Of(1, tensor)]))]);
    }

    private static string Dimension(List<ProtoField> fields)
    {
        var size = fields.Find(f => f.Number == 1);
        return size.Number == 1
            ? ((long)size.Value).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : fields.Find(f => f.Number == 2).Text;
    }

    private static List<ProtoField> Child(List<ProtoField> fields, int number) => ProtoReader.Read(fields.Find(f => f.Number == number).Bytes);
}

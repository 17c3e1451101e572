using System.Buffers.Binary;

namespace CollabLLM.Inference.Models.Onnx;

/// <summary>Writes fields back in wire format.</summary>
internal static class ProtoWriter
{
    public static byte[] Write(IReadOnlyList<ProtoField> fields)
    {
        var bytes = new byte[fields.Sum(Size)];
        var at = 0;
        foreach (var field in fields) Write(field, bytes, ref at);
        return bytes;
    }

    private static long Size(ProtoField field) => VarintSize((ulong)field.Number << 3) + field.WireType switch
    {
        ProtoField.Varint => VarintSize(field.Value),
        ProtoField.Fixed64 => 8,
        ProtoField.Fixed32 => 4,
        _ => VarintSize((ulong)field.Bytes.Length) + (long)field.Bytes.Length,
    };

    private static void Write(ProtoField field, byte[] bytes, ref int at)
    {
        Varint(((ulong)field.Number << 3) | (uint)field.WireType, bytes, ref at);
        switch (field.WireType)
        {
            case ProtoField.Varint:
                Varint(field.Value, bytes, ref at);
                break;
            case ProtoField.Fixed64:
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), field.Value);
                at += 8;
                break;
            case ProtoField.Fixed32:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), (uint)field.Value);
                at += 4;
                break;
            default:
                Varint((ulong)field.Bytes.Length, bytes, ref at);
                field.Bytes.Span.CopyTo(bytes.AsSpan(at));
                at += field.Bytes.Length;
                break;
        }
    }

    private static void Varint(ulong value, byte[] bytes, ref int at)
    {
        for (; value >= 0x80; value >>= 7) bytes[at++] = (byte)(value | 0x80);
        bytes[at++] = (byte)value;
    }

    private static int VarintSize(ulong value) => value == 0 ? 1 : (70 - System.Numerics.BitOperations.LeadingZeroCount(value)) / 7;
}

using System.Buffers.Binary;

namespace CollabLLM.Inference.Models.Onnx;

/// <summary>Reads the fields of one message without copying their bytes, so that a graph with its weights inside is read once.</summary>
internal static class ProtoReader
{
    /// <exception cref="InvalidDataException">The bytes are not a message, or end within a field.</exception>
    public static List<ProtoField> Read(ReadOnlyMemory<byte> message)
    {
        var fields = new List<ProtoField>();
        var span = message.Span;
        var at = 0;
        while (at < span.Length)
        {
            var tag = Varint(span, ref at);
            var (number, wire) = ((int)(tag >> 3), (int)(tag & 7));
            if (number == 0) throw new InvalidDataException("a field has number 0");
            fields.Add(wire switch
            {
                ProtoField.Varint => new(number, wire, Varint(span, ref at), default),
                ProtoField.Fixed64 => new(number, wire, BinaryPrimitives.ReadUInt64LittleEndian(Take(message, ref at, 8).Span), default),
                ProtoField.Fixed32 => new(number, wire, BinaryPrimitives.ReadUInt32LittleEndian(Take(message, ref at, 4).Span), default),
                ProtoField.Length => new(number, wire, 0, Take(message, ref at, Varint(span, ref at))),
                _ => throw new InvalidDataException($"a field has the unknown wire type {wire}"),
            });
        }

        return fields;
    }

    /// <summary>The numbers of a packed repeated field.</summary>
    public static IEnumerable<long> Packed(ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;) yield return (long)Varint(bytes.Span, ref at);
    }

    private static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> message, ref int at, ulong count)
    {
        if (count > (ulong)(message.Length - at)) throw new InvalidDataException("the file ends within a field");
        var bytes = message.Slice(at, (int)count);
        at += (int)count;
        return bytes;
    }

    private static ulong Varint(ReadOnlySpan<byte> span, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= span.Length) throw new InvalidDataException("the file ends within a number");
            var b = span[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80) return value;
        }

        throw new InvalidDataException("a number is longer than 64 bits");
    }
}

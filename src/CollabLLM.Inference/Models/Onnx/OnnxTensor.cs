using System.Globalization;
using System.Runtime.InteropServices;

namespace CollabLLM.Inference.Models.Onnx;

/// <summary>A constant of a graph. Weights are never decoded, only passed on.</summary>
internal sealed class OnnxTensor(string name, int type, IReadOnlyList<long> dimensions, IReadOnlyList<ProtoField> fields, ReadOnlyMemory<byte> written = default)
{
    public string Name { get; } = name;

    /// <summary>An <see cref="OnnxType"/> number.</summary>
    public int Type { get; } = type;

    public IReadOnlyList<long> Dimensions { get; } = dimensions;

    public long Count => Dimensions.Aggregate(1L, (product, d) => product * d);

    /// <summary>Name of the external data file, or null when the bytes are in the graph.</summary>
    public string? ExternalFile { get; } = fields.Where(f => f.Number == 13)
        .Select(f => ProtoReader.Read(f.Bytes))
        .Where(entry => entry.Any(f => f.Number == 1 && f.Text == "location"))
        .Select(entry => entry.First(f => f.Number == 2).Text)
        .FirstOrDefault();

    public static OnnxTensor Read(ReadOnlyMemory<byte> bytes)
    {
        var fields = ProtoReader.Read(bytes);
        return new(
            fields.FirstOrDefault(f => f.Number == 8).Text,
            (int)fields.FirstOrDefault(f => f.Number == 2).Value,
            [.. fields.Where(f => f.Number == 1).SelectMany(f => f.WireType == ProtoField.Length ? ProtoReader.Packed(f.Bytes) : [(long)f.Value])],
            fields,
            bytes);
    }

    public static OnnxTensor Of(string name, float[] values, params long[] dimensions) =>
        Of(name, OnnxType.Float, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), dimensions);

    public static OnnxTensor Of(string name, long[] values, params long[] dimensions) =>
        Of(name, OnnxType.Int64, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), dimensions);

    public static OnnxTensor Of(string name, int type, ReadOnlyMemory<byte> raw, params long[] dimensions) =>
        new(name, type, dimensions, [.. dimensions.Select(d => ProtoField.Of(1, d)), ProtoField.Of(2, (long)type), ProtoField.Of(8, name), ProtoField.Of(9, raw)]);

    /// <summary>The values of a small numeric constant, or null where they are elsewhere or of another type.</summary>
    public double[]? Numbers()
    {
        if (ExternalFile is not null || Count > 64) return null;
        var raw = fields.FirstOrDefault(f => f.Number == 9).Bytes.Span;
        return Type switch
        {
            OnnxType.Float when raw.Length > 0 => [.. MemoryMarshal.Cast<byte, float>(raw).ToArray().Select(v => (double)v)],
            OnnxType.Float => [.. fields.Where(f => f.Number == 4).SelectMany(Floats)],
            OnnxType.Double when raw.Length > 0 => MemoryMarshal.Cast<byte, double>(raw).ToArray(),
            OnnxType.Float16 when raw.Length > 0 => [.. MemoryMarshal.Cast<byte, Half>(raw).ToArray().Select(v => (double)v)],
            OnnxType.Int64 when raw.Length > 0 => [.. MemoryMarshal.Cast<byte, long>(raw).ToArray().Select(v => (double)v)],
            OnnxType.Int64 => [.. Integers(7)],
            OnnxType.Int32 when raw.Length > 0 => [.. MemoryMarshal.Cast<byte, int>(raw).ToArray().Select(v => (double)v)],
            OnnxType.Int32 => [.. Integers(5)],
            _ => null,
        };
    }

    /// <summary>A weight of single precision, from the graph or from the file beside it; empty where it is of another type.</summary>
    public ReadOnlySpan<float> Floats(string folder)
    {
        if (Type != OnnxType.Float) return [];
        var raw = ExternalFile is null ? fields.FirstOrDefault(f => f.Number == 9).Bytes : External(folder);
        if (raw.Length == 0) return fields.Where(f => f.Number == 4).SelectMany(Floats).Select(v => (float)v).ToArray();
        return raw.Length == Count * sizeof(float) ? MemoryMarshal.Cast<byte, float>(raw.Span) : [];
    }

    private byte[] External(string folder)
    {
        var entries = fields.Where(f => f.Number == 13).Select(f => ProtoReader.Read(f.Bytes)).ToDictionary(e => e.First(f => f.Number == 1).Text, e => e.First(f => f.Number == 2).Text);
        long Number(string key, long otherwise) => entries.TryGetValue(key, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var bytes = new byte[Number("length", Count * sizeof(float))];
        using var file = File.OpenRead(Path.Combine(folder, ExternalFile!));
        file.Position = Number("offset", 0);
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The bytes as they were read: a weight is copied once, into the new graph.</summary>
    public ReadOnlyMemory<byte> Write() => written.IsEmpty ? ProtoWriter.Write(fields) : written;

    private IEnumerable<double> Integers(int field) => fields.Where(f => f.Number == field)
        .SelectMany(f => f.WireType == ProtoField.Length ? ProtoReader.Packed(f.Bytes) : [(long)f.Value])
        .Select(v => (double)v);

    private static IEnumerable<double> Floats(ProtoField field) => field.WireType == ProtoField.Length
        ? MemoryMarshal.Cast<byte, float>(field.Bytes.Span).ToArray().Select(v => (double)v)
        : [BitConverter.UInt32BitsToSingle((uint)field.Value)];
}

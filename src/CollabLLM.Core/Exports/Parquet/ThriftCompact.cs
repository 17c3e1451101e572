using System.Buffers;
using System.Text;

namespace CollabLLM.Core.Exports.Parquet;

/// <summary>The part of Thrift's compact protocol that Parquet's headers need.</summary>
internal sealed class ThriftCompact(IBufferWriter<byte> output)
{
    private const byte True = 1, False = 2, Int32 = 5, Int64 = 6, Binary = 8, ListType = 9, Struct = 12;
    private readonly Stack<short> fields = new();
    private short last;

    public ThriftCompact Field(short id, int value)
    {
        Header(id, Int32);
        Varint(ZigZag(value));
        return this;
    }

    public ThriftCompact Field(short id, long value)
    {
        Header(id, Int64);
        Varint(ZigZag(value));
        return this;
    }

    public ThriftCompact Field(short id, bool value)
    {
        Header(id, value ? True : False);
        return this;
    }

    public ThriftCompact Field(short id, string value)
    {
        Header(id, Binary);
        Text(value);
        return this;
    }

    public ThriftCompact Field(short id, Action<ThriftCompact> members)
    {
        Header(id, Struct);
        return Members(members);
    }

    public ThriftCompact Structs<T>(short id, IReadOnlyCollection<T> items, Action<ThriftCompact, T> members)
    {
        List(id, items.Count, Struct);
        foreach (var item in items) Members(inner => members(inner, item));
        return this;
    }

    public ThriftCompact Integers(short id, params IReadOnlyCollection<int> items)
    {
        List(id, items.Count, Int32);
        foreach (var item in items) Varint(ZigZag(item));
        return this;
    }

    public ThriftCompact Texts(short id, params IReadOnlyCollection<string> items)
    {
        List(id, items.Count, Binary);
        foreach (var item in items) Text(item);
        return this;
    }

    /// <summary>Ends the outermost struct.</summary>
    public void Stop() => Byte(0);

    private ThriftCompact Members(Action<ThriftCompact> members)
    {
        fields.Push(last);
        last = 0;
        members(this);
        Stop();
        last = fields.Pop();
        return this;
    }

    private void List(short id, int count, byte type)
    {
        Header(id, ListType);
        if (count < 15)
        {
            Byte((byte)((count << 4) | type));
            return;
        }
        Byte((byte)(0xF0 | type));
        Varint((ulong)count);
    }

    private void Header(short id, byte type)
    {
        var step = id - last;
        if (step is > 0 and < 16)
        {
            Byte((byte)((step << 4) | type));
        }
        else
        {
            Byte(type);
            Varint(ZigZag(id));
        }
        last = id;
    }

    private void Text(string value)
    {
        Varint((ulong)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, output);
    }

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}

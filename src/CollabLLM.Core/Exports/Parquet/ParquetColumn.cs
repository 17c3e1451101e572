using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CollabLLM.Core.Exports.Parquet;

/// <summary>One column of the row group being built: which rows have a value, and the values in plain encoding.</summary>
internal sealed class ParquetColumn(Column column)
{
    private const int Micro = 10;
    private readonly ArrayBufferWriter<byte> values = new();
    private readonly ArrayBufferWriter<byte> levels = new();
    private bool runHasValue;
    private int run;
    private int bits;
    private byte packed;

    public Column Column => column;

    public int Size => values.WrittenCount;

    /// <summary>Parquet's physical type.</summary>
    public int PhysicalType => column.Type switch
    {
        ColumnType.Boolean => 0,
        ColumnType.Whole or ColumnType.Moment => 2,
        ColumnType.Number => 5,
        _ => 6,
    };

    public void Add(Cell cell)
    {
        if (run > 0 && runHasValue != cell.HasValue) EndRun();
        runHasValue = cell.HasValue;
        run++;
        if (!cell.HasValue) return;
        switch (column.Type)
        {
            case ColumnType.Boolean:
                Bit(cell.Boolean);
                break;
            case ColumnType.Whole:
                Eight(cell.Whole);
                break;
            case ColumnType.Moment:
                Eight((cell.Moment - DateTime.UnixEpoch).Ticks / Micro);
                break;
            case ColumnType.Number:
                Eight(BitConverter.DoubleToInt64Bits(cell.Number));
                break;
            case ColumnType.Text:
                Text(cell.Text!);
                break;
        }
    }

    /// <summary>The page: definition levels with their length before them, then the values. The column is empty afterwards.</summary>
    public void TakePage(IBufferWriter<byte> page)
    {
        if (run > 0) EndRun();
        if (bits > 0) EndByte();
        BinaryPrimitives.WriteInt32LittleEndian(page.GetSpan(4), levels.WrittenCount);
        page.Advance(4);
        page.Write(levels.WrittenSpan);
        page.Write(values.WrittenSpan);
        levels.ResetWrittenCount();
        values.ResetWrittenCount();
    }

    private void EndRun()
    {
        for (var length = (uint)run << 1; ; length >>= 7)
        {
            Byte(levels, (byte)(length < 0x80 ? length : length | 0x80));
            if (length < 0x80) break;
        }
        Byte(levels, runHasValue ? (byte)1 : (byte)0);
        run = 0;
    }

    private void Bit(bool value)
    {
        if (value) packed |= (byte)(1 << bits);
        if (++bits == 8) EndByte();
    }

    private void EndByte()
    {
        Byte(values, packed);
        (packed, bits) = (0, 0);
    }

    private void Eight(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(values.GetSpan(8), value);
        values.Advance(8);
    }

    private void Text(string text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(values.GetSpan(4), Encoding.UTF8.GetByteCount(text));
        values.Advance(4);
        Encoding.UTF8.GetBytes(text, values);
    }

    private static void Byte(ArrayBufferWriter<byte> buffer, byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }
}

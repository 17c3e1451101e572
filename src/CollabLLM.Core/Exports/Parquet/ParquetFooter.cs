using System.Buffers;

namespace CollabLLM.Core.Exports.Parquet;

/// <summary>The descriptions inside a Parquet file. Field numbers are those of the format's parquet.thrift.</summary>
internal static class ParquetFooter
{
    private const int Optional = 1, Utf8 = 0, TimestampMicros = 10, Plain = 0, Rle = 3, DataPage = 0;

    public static void Write(IBufferWriter<byte> output, IReadOnlyList<ParquetColumn> columns, long rows, Action<ThriftCompact> rowGroups)
    {
        var thrift = new ThriftCompact(output);
        thrift.Field(1, 1).Structs(2, [null, .. columns], (element, column) => Element(element, column, columns.Count)).Field(3, rows);
        rowGroups(thrift);
        thrift.Field(6, "CollabLLM Studies").Stop();
    }

    public static void PageHeader(IBufferWriter<byte> output, int plainSize, int packedSize, int rows) => new ThriftCompact(output)
        .Field(1, DataPage)
        .Field(2, plainSize)
        .Field(3, packedSize)
        .Field(5, page => page.Field(1, rows).Field(2, Plain).Field(3, Rle).Field(4, Rle))
        .Stop();

    private static void Element(ThriftCompact element, ParquetColumn? column, int children)
    {
        if (column is null)
        {
            element.Field(4, "schema").Field(5, children);
            return;
        }
        element.Field(1, column.PhysicalType).Field(3, Optional).Field(4, column.Column.Name);
        if (column.Column.Type is ColumnType.Text) element.Field(6, Utf8).Field(10, logical => logical.Field(1, _ => { }));
        if (column.Column.Type is ColumnType.Moment)
            element.Field(6, TimestampMicros).Field(10, logical => logical.Field(8, stamp => stamp.Field(1, true).Field(2, unit => unit.Field(2, _ => { }))));
    }
}

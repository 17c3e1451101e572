using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace CollabLLM.Core.Exports.Parquet;

/// <summary>
/// Apache Parquet, as much of it as flat tables need: every column optional, plain encoding, one page a column and row group, gzip.
/// Moments are microseconds in UTC, so the last of their seven decimals is lost; the other formats keep it.
/// </summary>
/// <param name="compress">Whether pages are packed with gzip.</param>
public sealed class ParquetExporter(bool compress = true) : IExporter
{
    public string Format => "parquet";

    public string MediaType => "application/vnd.apache.parquet";

    public TableWriter Open(IReadOnlyList<Column> columns, Stream output) => new Writer(columns, output, compress);

    private sealed record Chunk(int Type, string Name, long Offset, long Plain, long Packed);

    private sealed record RowGroup(IReadOnlyList<Chunk> Chunks, long Rows);

    private sealed class Writer : TableWriter
    {
        private const int RowsPerGroup = 50_000;
        private const int BytesPerGroup = 4 * 1024 * 1024;
        private readonly ParquetColumn[] columns;
        private readonly bool compress;
        private readonly List<RowGroup> groups = [];
        private readonly ArrayBufferWriter<byte> page = new();
        private long offset;
        private int rows;

        public Writer(IReadOnlyList<Column> columns, Stream output, bool compress) : base(output)
        {
            this.columns = [.. columns.Select(c => new ParquetColumn(c))];
            this.compress = compress;
            Put("PAR1"u8);
        }

        public override void Write(ReadOnlySpan<Cell> row)
        {
            var size = 0;
            for (var i = 0; i < row.Length; i++)
            {
                columns[i].Add(row[i]);
                size += columns[i].Size;
            }
            if (++rows == RowsPerGroup || size >= BytesPerGroup) EndGroup();
        }

        protected override void End()
        {
            if (rows > 0) EndGroup();
            var footer = new ArrayBufferWriter<byte>();
            ParquetFooter.Write(footer, columns, groups.Sum(g => g.Rows), thrift => thrift.Structs(4, groups, Describe));
            Put(footer.WrittenSpan);
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, footer.WrittenCount);
            Put(length);
            Put("PAR1"u8);
        }

        private void EndGroup()
        {
            groups.Add(new RowGroup([.. columns.Select(EndColumn)], rows));
            rows = 0;
        }

        private Chunk EndColumn(ParquetColumn column)
        {
            page.ResetWrittenCount();
            column.TakePage(page);
            var body = compress ? Gzip(page.WrittenSpan) : page.WrittenSpan;
            var header = new ArrayBufferWriter<byte>();
            ParquetFooter.PageHeader(header, page.WrittenCount, body.Length, rows);
            var chunk = new Chunk(column.PhysicalType, column.Column.Name, offset, header.WrittenCount + page.WrittenCount, header.WrittenCount + body.Length);
            Put(header.WrittenSpan);
            Put(body);
            return chunk;
        }

        private void Describe(ThriftCompact thrift, RowGroup group) => thrift
            .Structs(1, group.Chunks, (column, chunk) => column
                .Field(2, chunk.Offset)
                .Field(3, meta => meta
                    .Field(1, chunk.Type)
                    .Integers(2, 0, 3)
                    .Texts(3, chunk.Name)
                    .Field(4, compress ? 2 : 0)
                    .Field(5, group.Rows)
                    .Field(6, chunk.Plain)
                    .Field(7, chunk.Packed)
                    .Field(9, chunk.Offset)))
            .Field(2, group.Chunks.Sum(c => c.Plain))
            .Field(3, group.Rows);

        private static ReadOnlySpan<byte> Gzip(ReadOnlySpan<byte> plain)
        {
            var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(plain);
            return packed.GetBuffer().AsSpan(0, (int)packed.Length);
        }

        private void Put(ReadOnlySpan<byte> bytes)
        {
            Buffer.Write(bytes);
            offset += bytes.Length;
        }
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace CollabLLM.Core.Exports;

/// <summary>
/// CSV after RFC 4180: UTF-8 without a byte order mark (R, SPSS, Stata and pandas read it so; a mark becomes part of the first name in some),
/// comma, CRLF, quotes doubled. No value is an empty field, an empty text is <c>""</c>. Texts pass <see cref="CsvText"/>; numbers are
/// invariant and round-trip; moments are ISO 8601 in UTC with seven decimals.
/// </summary>
public sealed class CsvExporter : IExporter
{
    public string Format => "csv";

    public string MediaType => "text/csv; charset=utf-8";

    public TableWriter Open(IReadOnlyList<Column> columns, Stream output) => new Writer(columns, output);

    private sealed class Writer : TableWriter
    {
        private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

        public Writer(IReadOnlyList<Column> columns, Stream output) : base(output)
        {
            Text(string.Join(',', columns.Select(c => c.Name)));
            Buffer.Write("\r\n"u8);
        }

        public override void Write(ReadOnlySpan<Cell> row)
        {
            for (var i = 0; i < row.Length; i++)
            {
                if (i > 0) Buffer.Write(","u8);
                if (row[i].HasValue) Value(row[i]);
            }
            Buffer.Write("\r\n"u8);
        }

        private void Value(Cell cell)
        {
            if (cell.Type is ColumnType.Text)
            {
                Quoted(cell.Text!);
                return;
            }
            var span = Buffer.GetSpan(40);
            var written = 0;
            _ = cell.Type switch
            {
                ColumnType.Whole => Utf8Formatter.TryFormat(cell.Whole, span, out written),
                ColumnType.Number => cell.Number.TryFormat(span, out written, "R", System.Globalization.CultureInfo.InvariantCulture),
                ColumnType.Boolean => Utf8Formatter.TryFormat(cell.Boolean, span, out written, 'l'),
                _ => Utf8Formatter.TryFormat(cell.Moment, span, out written, 'O'),
            };
            Buffer.Advance(written);
        }

        private void Quoted(string text)
        {
            var mark = CsvText.NeedsMark(text);
            if (text.Length > 0 && !mark && text.AsSpan().IndexOfAny(Special) < 0)
            {
                Text(text);
                return;
            }
            Buffer.Write("\""u8);
            if (mark) Buffer.Write("'"u8);
            for (var rest = text.AsSpan(); !rest.IsEmpty;)
            {
                var quote = rest.IndexOf('"');
                Text(quote < 0 ? rest : rest[..(quote + 1)]);
                if (quote < 0) break;
                Buffer.Write("\""u8);
                rest = rest[(quote + 1)..];
            }
            Buffer.Write("\""u8);
        }

        private void Text(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, Buffer);
    }
}

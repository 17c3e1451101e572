using System.Text.Encodings.Web;
using System.Text.Json;

namespace CollabLLM.Core.Exports;

/// <summary>One JSON object a line, UTF-8, every column in every row, null where there is no value.</summary>
public sealed class JsonLinesExporter : IExporter
{
    public string Format => "jsonl";

    public string MediaType => "application/x-ndjson; charset=utf-8";

    public TableWriter Open(IReadOnlyList<Column> columns, Stream output) => new Writer(columns, output);

    private sealed class Writer : TableWriter
    {
        private readonly JsonEncodedText[] names;
        private readonly Utf8JsonWriter json;

        public Writer(IReadOnlyList<Column> columns, Stream output) : base(output)
        {
            names = [.. columns.Select(c => JsonEncodedText.Encode(c.Name))];
            json = new Utf8JsonWriter(Buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        }

        public override void Write(ReadOnlySpan<Cell> row)
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++)
            {
                json.WritePropertyName(names[i]);
                Value(row[i]);
            }
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            Buffer.GetSpan(1)[0] = (byte)'\n';
            Buffer.Advance(1);
        }

        private void Value(Cell cell)
        {
            if (!cell.HasValue) json.WriteNullValue();
            else if (cell.Type is ColumnType.Text) json.WriteStringValue(cell.Text);
            else if (cell.Type is ColumnType.Whole) json.WriteNumberValue(cell.Whole);
            else if (cell.Type is ColumnType.Number) json.WriteNumberValue(cell.Number);
            else if (cell.Type is ColumnType.Boolean) json.WriteBooleanValue(cell.Boolean);
            else json.WriteStringValue(cell.Moment.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        }

        public override ValueTask DisposeAsync()
        {
            json.Dispose();
            return base.DisposeAsync();
        }
    }
}

using System.Text;

namespace CollabLLM.Core.Exports.Dictionary;

/// <summary>The data dictionary as a document.</summary>
public static class DataDictionary
{
    public static string Markdown(IEnumerable<ExportTable> tables)
    {
        var text = new StringBuilder("""
            # Data dictionary

            Generated from the column definitions in `src/CollabLLM.Core/Exports`; a test fails when it differs. Sessions have a column per rating,
            checkpoint and question of the study file; shown here are those of the published study.

            CSV: UTF-8 without byte order mark, comma, CRLF, quotes doubled. An empty field is no value, `""` an empty text. A text that a spreadsheet
            could take for a formula begins with one apostrophe more than was written; take one leading apostrophe away from every text. Moments are
            ISO 8601 in UTC. Parquet keeps moments to the microsecond, the other formats to 100 ns. Identifiers are stable pseudonyms; arms stand by code.

            """.ReplaceLineEndings("\n"));
        foreach (var table in tables)
        {
            text.Append('\n').Append("## ").Append(table.Name).Append("\n\n").Append(table.Meaning).Append(".\n\n| column | type | meaning | unit | no value when | values |\n|---|---|---|---|---|---|\n");
            foreach (var column in table.Columns)
                text.Append($"| `{column.Name}` | {column.Type} | {Cell(column.Meaning)} | {Cell(column.Unit)} | {Cell(column.NullRule)} | {Cell(DictionaryRow.Labels(column) ?? "")} |\n");
        }
        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}

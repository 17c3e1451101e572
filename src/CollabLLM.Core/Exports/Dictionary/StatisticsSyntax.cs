using System.Globalization;
using System.Text;

namespace CollabLLM.Core.Exports.Dictionary;

/// <summary>Syntax files by which SPSS and Stata read the CSV files with labels on columns and values.</summary>
public static class StatisticsSyntax
{
    private const int SpssText = 4000;

    public static string Spss(IEnumerable<ExportTable> tables)
    {
        var text = new StringBuilder("* Reads the CSV files and labels them. Set the folder of the unpacked export first: CD 'folder'.\n");
        foreach (var table in tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nGET DATA /TYPE=TXT /FILE='tables/{table.Name}.csv' /ENCODING='UTF8' /DELIMITERS=\",\" /QUALIFIER='\"' /ARRANGEMENT=DELIMITED /FIRSTCASE=2\n  /VARIABLES=\n");
            foreach (var column in table.Columns) text.Append("    ").Append(column.Name).Append(' ').Append(SpssType(column)).Append('\n');
            text.Append("  .\nDATASET NAME ").Append(table.Name).Append(".\nVARIABLE LABELS");
            foreach (var column in table.Columns) text.Append("\n  ").Append(column.Name).Append(' ').Append(Quote(Label(column), '\''));
            text.Append(".\n");
            foreach (var column in table.Columns.Where(c => c.Labels.Count > 0))
            {
                text.Append("VALUE LABELS ").Append(column.Name);
                foreach (var (value, meaning) in column.Labels) text.Append(' ').Append(column.Type is ColumnType.Whole ? value : Quote(value, '\'')).Append(' ').Append(Quote(meaning, '\''));
                text.Append(".\n");
            }
        }
        return text.ToString();
    }

    public static string Stata(IEnumerable<ExportTable> tables)
    {
        var text = new StringBuilder("* Reads the CSV files, labels them and saves each as .dta beside it. Run it in the folder of the unpacked export.\nversion 16\n");
        foreach (var table in tables)
        {
            var strings = string.Join(' ', table.Columns.Select((c, i) => (c.Type, Place: i + 1)).Where(c => c.Type is ColumnType.Text or ColumnType.Boolean or ColumnType.Moment).Select(c => c.Place));
            text.Append($"\nimport delimited using \"tables/{table.Name}.csv\", clear varnames(1) case(preserve) bindquote(strict) maxquotedrows(unlimited) encoding(\"utf-8\") stringcols({strings})\n");
            foreach (var column in table.Columns) text.Append("label variable ").Append(column.Name).Append(' ').Append(Quote(Label(column), '"')).Append('\n');
            foreach (var column in table.Columns.Where(c => c.Type is ColumnType.Whole && c.Labels.Count > 0))
            {
                text.Append("label define ").Append(column.Name);
                foreach (var (value, meaning) in column.Labels) text.Append(' ').Append(value).Append(' ').Append(Quote(meaning, '"'));
                text.Append("\nlabel values ").Append(column.Name).Append(' ').Append(column.Name).Append('\n');
            }
            text.Append($"save \"tables/{table.Name}.dta\", replace\n");
        }
        return text.ToString();
    }

    private static string SpssType(Column column) => column.Type switch
    {
        ColumnType.Whole => "F20.0",
        ColumnType.Number => "F24.12",
        ColumnType.Boolean => "A5",
        ColumnType.Moment => "A28",
        _ => $"A{SpssText}",
    };

    private static string Label(Column column) => $"{column.Meaning} ({column.Unit})";

    // Both programmes take labels on one line; Stata has no way to write its quote inside one.
    private static string Quote(string text, char quote) =>
        quote + text.ReplaceLineEndings(" ").Replace(quote.ToString(), quote == '\'' ? "''" : "'", StringComparison.Ordinal) + quote;
}

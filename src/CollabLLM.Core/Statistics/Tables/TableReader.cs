using System.Text;

namespace CollabLLM.Core.Statistics.Tables;

/// <summary>
/// Reads comma-, semicolon- or tab-separated text after RFC 4180: quoted fields, doubled quotes, line ends inside quotes, LF or CRLF,
/// optional byte order mark. The separator is the one that occurs most in the header. Empty lines are skipped.
/// </summary>
public static class TableReader
{
    public static Table Read(string text)
    {
        var content = text.TrimStart('\uFEFF');
        if (string.IsNullOrWhiteSpace(content)) throw new TableException("The table is empty: the first line must name the columns.");

        var separator = Separator(content);
        var rows = Records(content, separator).Where(r => r.Fields.Count > 1 || r.Fields[0].Length > 0).ToList();
        string[] columns = [.. rows[0].Fields.Select(c => c.Trim())];
        if (rows.Skip(1).FirstOrDefault(r => r.Fields.Count != columns.Length) is { } odd)
            throw new TableException($"Line {odd.Line} has {odd.Fields.Count} field{(odd.Fields.Count == 1 ? "" : "s")}; the header has {columns.Length}. Check for a missing or an unquoted '{(separator == '\t' ? "tab" : separator)}'.");
        return new(columns, rows.GetRange(1, rows.Count - 1));
    }

    private static char Separator(string text)
    {
        var counts = new Dictionary<char, int> { [','] = 0, ['\t'] = 0, [';'] = 0 };
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && c is '\n' or '\r') break;
            else if (!quoted && counts.TryGetValue(c, out var n)) counts[c] = n + 1;
        }

        return counts.MaxBy(c => c.Value).Key;
    }

    private static IEnumerable<TableRow> Records(string text, char separator)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        int line = 1, start = 1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && field.Length == 0) (i, line) = Quoted(text, i, line, separator, field);
            else if (c == separator) Next();
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
                Next();
                yield return new(start, fields);
                fields = [];
                start = ++line;
            }
            else field.Append(c);
        }

        if (field.Length > 0 || fields.Count > 0)
        {
            Next();
            yield return new(start, fields);
        }

        void Next()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }

    /// <summary>Reads a quoted field from its opening quote; returns where its closing quote stands.</summary>
    private static (int End, int Line) Quoted(string text, int open, int line, char separator, StringBuilder field)
    {
        var opened = line;
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\n') line++;
            if (text[i] != '"') field.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[i++]);
            else if (i + 1 == text.Length || text[i + 1] == separator || text[i + 1] is '\n' or '\r') return (i, line);
            else throw new TableException($"Line {line}: text follows a closing quote. Double the quotes that belong to the text.");
        }

        throw new TableException($"The quote opened on line {opened} is never closed.");
    }
}

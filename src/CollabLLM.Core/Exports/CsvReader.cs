using System.Text;

namespace CollabLLM.Core.Exports;

/// <summary>Reads what <see cref="CsvExporter"/> writes: an unquoted empty field is no value, a quoted one an empty text. Holds one row.</summary>
public sealed class CsvReader(TextReader source, string name)
{
    private readonly char[] buffer = new char[16 * 1024];
    private int at;
    private int length;
    private int row;

    /// <summary>One record of the file; null at its end. Texts are as they stand: <see cref="CsvText.Restore"/> is the caller's, who knows the types.</summary>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public List<string?>? Read()
    {
        if (Peek() < 0) return null;
        row++;
        var fields = new List<string?>();
        while (true)
        {
            fields.Add(Peek() == '"' ? Quoted() : Plain());
            var end = Next();
            if (end == ',') continue;
            if (end == '\r' && Peek() == '\n') Next();
            else if (end is not (-1 or '\n' or '\r')) throw new FormatException($"{name}, record {row}: after a closing quote a comma or the end of the line is expected.");
            return fields;
        }
    }

    private string? Plain()
    {
        var field = new StringBuilder();
        while (Peek() is not (-1 or ',' or '\r' or '\n')) field.Append((char)Next());
        return field.Length == 0 ? null : field.ToString();
    }

    private string Quoted()
    {
        var field = new StringBuilder();
        Next();
        while (true)
        {
            var c = Next();
            if (c < 0) throw new FormatException($"{name}, record {row}: a quote is opened and never closed.");
            if (c == '"' && Peek() != '"') return field.ToString();
            if (c == '"') Next();
            field.Append((char)c);
        }
    }

    private int Peek()
    {
        if (at == length) (at, length) = (0, source.Read(buffer, 0, buffer.Length));
        return length == 0 ? -1 : buffer[at];
    }

    private int Next()
    {
        var c = Peek();
        if (c >= 0) at++;
        return c;
    }
}

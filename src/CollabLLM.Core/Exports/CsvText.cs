namespace CollabLLM.Core.Exports;

/// <summary>
/// Makes a text harmless to spreadsheets without losing it: a text that a spreadsheet could take for a formula, and a text that begins
/// with the mark itself, gets one apostrophe in front; reading takes one apostrophe away.
/// </summary>
public static class CsvText
{
    public const char Mark = '\'';

    public static bool NeedsMark(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return false;
        if (text[0] == Mark) return true;
        // Spreadsheets drop leading white space and control characters before they look for a formula.
        var first = text.TrimStart();
        return text[0] is '\t' or '\r' or '\n' || (!first.IsEmpty && first[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '|' or '%');
    }

    public static string Protect(string text) => NeedsMark(text) ? Mark + text : text;

    public static string Restore(string text) => text.Length > 0 && text[0] == Mark ? text[1..] : text;
}

using System.Globalization;
using System.Text;

namespace CollabLLM.Inference.Templates;

/// <summary>
/// The codes of Python's <c>strftime</c> for a template's <c>strftime_now</c>, in English. A code that is not known is an error: left as it stands it
/// would be a wrong prompt.
/// </summary>
internal static class DateFormat
{
    private static readonly Dictionary<char, string> Codes = new()
    {
        ['Y'] = "yyyy", ['y'] = "yy", ['m'] = "MM", ['d'] = "dd", ['b'] = "MMM", ['B'] = "MMMM", ['a'] = "ddd", ['A'] = "dddd",
        ['H'] = "HH", ['I'] = "hh", ['M'] = "mm", ['S'] = "ss", ['p'] = "tt",
    };

    /// <exception cref="JinjaException">A code is not known.</exception>
    public static string Write(string format, DateTimeOffset time)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i]);
                continue;
            }

            var code = ++i < format.Length ? format[i] : ' ';
            text.Append(code == '%' ? "%"
                : Codes.TryGetValue(code, out var pattern) ? time.ToString(pattern, CultureInfo.InvariantCulture)
                : throw new JinjaException(0, $"strftime_now() does not know '%{code}'."));
        }

        return text.ToString();
    }
}

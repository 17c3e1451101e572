using System.Globalization;
using System.Text;

namespace CollabLLM.Inference.Templates;

/// <summary>Rules about characters in which the reference's language differs from this one.</summary>
internal static class JinjaText
{
    public static bool IsSpace(char c) => c is '\t' or '\n' or '\v' or '\f' or '\r' or ' ' or '\u00a0' or '\u1680' or (>= '\u2000' and <= '\u200a')
        or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000' or '\ufeff';

    public static string Upper(string text) => text.Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant();

    public static string Lower(string text) => text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Upper case for each ASCII word character that follows none.</summary>
    public static string Title(string text)
    {
        var result = new StringBuilder(text);
        for (var i = 0; i < text.Length; i++)
            if (IsWord(text[i]) && (i == 0 || !IsWord(text[i - 1])))
                result[i] = char.ToUpperInvariant(text[i]);
        return result.ToString();
    }

    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    public static string Number(object number) => number switch
    {
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double d when double.IsInfinity(d) => d > 0 ? "Infinity" : "-Infinity",
        double d when Math.Abs(d) is >= 1e21 or (< 1e-6 and > 0) => Exponent(d),
        double d => d.ToString("0.################", CultureInfo.InvariantCulture) is var plain && double.Parse(plain, CultureInfo.InvariantCulture) == d
            ? plain
            : d.ToString("R", CultureInfo.InvariantCulture),
        _ => throw new ArgumentException("Not a number.", nameof(number)),
    };

    private static string Exponent(double d)
    {
        var parts = d.ToString("E16", CultureInfo.InvariantCulture).Split('E');
        var shortest = d.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return $"{shortest[0]}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}";
    }
}

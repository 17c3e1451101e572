using System.Text;

namespace CollabLLM.Core.Exports;

/// <summary>Turns a key of a study file into a column's name that SPSS, Stata, R and pandas take as it is.</summary>
public static class ColumnName
{
    private const int Longest = 32;

    public static string Of(string prefix, string key)
    {
        var name = new StringBuilder(prefix);
        foreach (var c in key) name.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_');
        return name.Length > Longest ? name.ToString(0, Longest) : name.ToString();
    }
}

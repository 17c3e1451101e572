using System.Collections;

namespace CollabLLM.Core.Ratings;

/// <summary>Codes given to a text: short names in small letters, each once, in alphabetical order; written with "; " between them.</summary>
public sealed class CodeList : IReadOnlyList<string>
{
    public const int LongestCode = 64;
    public const int MostCodes = 30;

    private readonly string[] codes;

    private CodeList(string[] codes) => this.codes = codes;

    public static CodeList None { get; } = new([]);

    public int Count => codes.Length;

    public string this[int index] => codes[index];

    /// <summary>Reads codes separated by semicolons, commas or line feeds.</summary>
    /// <exception cref="FormatException">A code is too long, or there are too many; the message says which.</exception>
    public static CodeList Parse(string text)
    {
        var codes = text.Split([';', ',', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(code => string.Join(' ', code.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (codes.FirstOrDefault(c => c.Length > LongestCode) is { } tooLong) throw new FormatException($"The code '{tooLong[..20]}..' has {tooLong.Length} characters. Shorten it to {LongestCode}.");
        if (codes.Length > MostCodes) throw new FormatException($"There are {codes.Length} codes. Give one text at most {MostCodes}.");
        return new(codes);
    }

    public override string ToString() => string.Join("; ", codes);

    public IEnumerator<string> GetEnumerator() => codes.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

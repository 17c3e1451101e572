using System.Text.RegularExpressions;

namespace CollabLLM.Core.Preferences;

/// <summary>What two replies share and where they part, word by word: the longest common sequence of words, white space and marks.</summary>
public static partial class ReplyDiff
{
    // Beyond it a word-by-word comparison would hold the page up, and nobody could read its result.
    private const int MostCells = 4_000_000;

    /// <returns>Parts of both texts in order: those that are only in the first, only in the second, or in both.</returns>
    public static IReadOnlyList<DiffPart> Of(string first, string second)
    {
        var (a, b) = (Pieces(first), Pieces(second));
        if ((long)a.Length * b.Length > MostCells) return [.. Part(DiffKind.OnlyFirst, first), .. Part(DiffKind.OnlySecond, second)];
        var lengths = Lengths(a, b);
        var parts = new List<DiffPart>();
        for (var (i, j) = (0, 0); i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                Add(parts, DiffKind.Both, a[i++]);
                j++;
            }
            else if (j == b.Length || (i < a.Length && lengths[i + 1, j] >= lengths[i, j + 1]))
            {
                Add(parts, DiffKind.OnlyFirst, a[i++]);
            }
            else
            {
                Add(parts, DiffKind.OnlySecond, b[j++]);
            }
        }
        return parts;
    }

    private static int[,] Lengths(string[] a, string[] b)
    {
        var lengths = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
            for (var j = b.Length - 1; j >= 0; j--)
                lengths[i, j] = a[i] == b[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        return lengths;
    }

    private static void Add(List<DiffPart> parts, DiffKind kind, string text)
    {
        if (parts is [.., var last] && last.Kind == kind) parts[^1] = last with { Text = last.Text + text };
        else parts.Add(new DiffPart(kind, text));
    }

    private static DiffPart[] Part(DiffKind kind, string text) => text.Length == 0 ? [] : [new DiffPart(kind, text)];

    private static string[] Pieces(string text) => [.. Piece().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\w+|\s+|[^\w\s]")]
    private static partial Regex Piece();
}

using System.Text;
using System.Text.RegularExpressions;

namespace CollabLLM.Inference.Templates;

/// <summary>A template from which white space was cut, with the line of the original for each unit that is left, and one more for the end.</summary>
internal sealed record TrimmedSource(string Text, int[] Lines)
{
    public static TrimmedSource Of(string text)
    {
        var lines = new int[text.Length + 1];
        var line = 1;
        for (var i = 0; i < text.Length; i++)
        {
            lines[i] = line;
            if (text[i] == '\n') line++;
        }
        lines[^1] = line;
        return new TrimmedSource(text, lines);
    }

    /// <summary>Of each match, only these groups are kept, in order.</summary>
    public TrimmedSource Keep(Regex pattern, Func<Match, IReadOnlyList<Group>> kept)
    {
        var (text, lines) = (new StringBuilder(Text.Length), new List<int>(Lines.Length));
        var at = 0;
        foreach (Match match in pattern.Matches(Text))
        {
            Take(at, match.Index);
            foreach (var group in kept(match)) Take(group.Index, group.Index + group.Length);
            at = match.Index + match.Length;
        }
        Take(at, Text.Length);
        lines.Add(Lines[^1]);
        return new TrimmedSource(text.ToString(), [.. lines]);

        void Take(int from, int to)
        {
            text.Append(Text, from, to - from);
            for (var i = from; i < to; i++) lines.Add(Lines[i]);
        }
    }
}

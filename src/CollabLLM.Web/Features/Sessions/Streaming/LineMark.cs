namespace CollabLLM.Web.Features.Sessions.Streaming;

/// <summary>What the beginning of a line says about it.</summary>
/// <param name="Element">p where it says nothing.</param>
/// <param name="Length">Characters that are the mark and no words.</param>
/// <param name="Number">Of an item of a numbered list.</param>
internal readonly record struct LineMark(string Element, int Length, int Number = 1)
{
    private const int DeepestHeading = 6, LongestNumber = 9, Fence = 3;

    /// <param name="line">Without its indentation, and not empty.</param>
    /// <param name="isWhole">The line has come to its end.</param>
    /// <returns>Null: what comes next decides.</returns>
    public static LineMark? Of(ReadOnlySpan<char> line, bool isWhole)
    {
        var run = line.IndexOfAnyExcept(line[0]) is >= 0 and var end ? end : line.Length;
        var mayGrow = run == line.Length && !isWhole;
        return line[0] switch
        {
            '#' when mayGrow => null,
            '#' when run <= DeepestHeading && IsSpace(line, run) => new($"h{run}", run + 1),
            '`' or '~' when mayGrow || (run >= Fence && !isWhole) => null,
            '`' or '~' when run >= Fence => new("pre", line.Length),
            '-' or '*' or '+' or '_' when mayGrow => null,
            '-' or '*' or '_' when run >= Fence && line[run..].IsWhiteSpace() => isWhole ? new("hr", line.Length) : null,
            '-' or '*' or '+' when run == 1 && IsSpace(line, 1) => new("ul", 2),
            '>' when mayGrow => null,
            '>' => new("blockquote", IsSpace(line, 1) ? 2 : 1),
            >= '0' and <= '9' => Numbered(line, isWhole),
            _ => new("p", 0),
        };
    }

    private static LineMark? Numbered(ReadOnlySpan<char> line, bool isWhole)
    {
        var digits = line.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : line.Length;
        if (!isWhole && digits <= LongestNumber && digits + 1 >= line.Length && (digits == line.Length || line[digits] is '.' or ')')) return null;
        return digits <= LongestNumber && digits < line.Length && line[digits] is '.' or ')' && IsSpace(line, digits + 1)
            ? new("ol", digits + 2, int.Parse(line[..digits], System.Globalization.CultureInfo.InvariantCulture))
            : new("p", 0);
    }

    private static bool IsSpace(ReadOnlySpan<char> line, int at) => at < line.Length && line[at] == ' ';
}

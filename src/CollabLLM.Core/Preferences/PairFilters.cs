namespace CollabLLM.Core.Preferences;

/// <summary>Which pairs stay out of an export. A study's settings give the default; the page and the command line may ask for others, and the data card says which held.</summary>
public sealed record PairFilters
{
    /// <summary>Times that the longer reply may be as long as the shorter one, in characters; at least 1.</summary>
    public double LargestLengthRatio { get; init; } = 4;

    /// <summary>Flags of <see cref="PairFlags"/> that keep a pair out, unless a researcher accepted it.</summary>
    public IReadOnlyList<string> LeaveOut { get; init; } = PairFlags.LeftOutByDefault;

    /// <summary>These filters with what a person asks for in words, on the page or the command line.</summary>
    /// <param name="leaveOut">Flags in place of these, separated by commas; null: these.</param>
    /// <param name="lengthRatio">A number; null: this one.</param>
    /// <param name="confident">Whether the lower bound of the difference must also lie above 0.</param>
    /// <param name="flagged">Whether flagged pairs are kept: flags only tell.</param>
    /// <exception cref="ArgumentException">One of them is not allowed; the message says what is.</exception>
    public PairFilters Changed(string? leaveOut, string? lengthRatio, bool confident, bool flagged)
    {
        var flags = flagged ? [] : leaveOut is null ? LeaveOut : leaveOut.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        var ratio = lengthRatio is null ? LargestLengthRatio
            : double.TryParse(lengthRatio, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentException($"The length ratio is '{lengthRatio}'; it takes a number of at least 1.");
        var changed = new PairFilters { LargestLengthRatio = ratio, LeaveOut = [.. (confident ? flags.Append(PairFlags.LowConfidence) : flags).Distinct()] };
        return changed.Faults().FirstOrDefault() is { } fault ? throw new ArgumentException(fault) : changed;
    }

    /// <returns>Sentences; none: the filters can be used.</returns>
    public IEnumerable<string> Faults()
    {
        if (!(LargestLengthRatio >= 1)) yield return FormattableString.Invariant($"largestLengthRatio is {LargestLengthRatio}; it is at least 1.");
        foreach (var unknown in LeaveOut.Except(PairFlags.All))
            yield return $"There is no flag '{unknown}' to leave pairs out by. There are: {string.Join(", ", PairFlags.All)}.";
    }

    /// <summary>In a sentence of a data card.</summary>
    public string Words() => LeaveOut.Count == 0
        ? "none: flagged pairs are in"
        : string.Join(", ", LeaveOut.Select(flag => flag == PairFlags.LengthRatio ? FormattableString.Invariant($"{flag} (above {LargestLengthRatio})") : flag));
}

namespace CollabLLM.Core.Exports.Pairs;

/// <summary>Which pairs go into an export. What is left out is counted by reason, so that a data card can say so.</summary>
/// <param name="Flagged">Whether pairs with a flag are kept.</param>
/// <param name="AcceptedOnly">Whether only pairs that a researcher accepted are kept; those that one rejected never are.</param>
/// <param name="Kind">simulated or human; the two are never mixed silently.</param>
/// <param name="Split">train or eval; null: both.</param>
public sealed record PairSelection(bool Flagged = false, bool AcceptedOnly = false, string Kind = "simulated", string? Split = null)
{
    private readonly SortedDictionary<string, int> leftOut = new(StringComparer.Ordinal);

    // A changed copy counts anew.
    private PairSelection(PairSelection other) => (Flagged, AcceptedOnly, Kind, Split, leftOut) = (other.Flagged, other.AcceptedOnly, other.Kind, other.Split, new(StringComparer.Ordinal));

    /// <summary>How many pairs were left out, by the first reason that held.</summary>
    public IReadOnlyDictionary<string, int> LeftOut => leftOut;

    public int Kept { get; private set; }

    public bool Takes(PairExport pair)
    {
        var reason = Reason(pair);
        if (reason is null) Kept++;
        else leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
        return reason is null;
    }

    private string? Reason(PairExport pair) =>
        pair.Kind != Kind ? $"kind is {pair.Kind}"
        : Split is not null && pair.Split != Split ? $"split is {pair.Split}"
        : pair.Decision == "rejected" ? "rejected by a researcher"
        : AcceptedOnly && pair.Decision != "accepted" ? "not accepted by a researcher"
        : !Flagged && pair.Flags.Length > 0 && pair.Decision != "accepted" ? $"flagged {pair.Flags.Split(' ')[0]}"
        : null;
}

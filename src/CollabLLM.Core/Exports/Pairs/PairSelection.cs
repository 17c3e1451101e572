using System.Security.Cryptography;
using System.Text;
using CollabLLM.Core.Preferences;

namespace CollabLLM.Core.Exports.Pairs;

/// <summary>Which pairs go into an export. What is left out is counted by reason, so that a data card can say so.</summary>
/// <param name="Filters">Which flags keep a pair out; null: the defaults.</param>
/// <param name="AcceptedOnly">Whether only pairs that a researcher accepted are kept; those that one rejected never are.</param>
/// <param name="Kind">simulated, human or all; the two are never mixed silently.</param>
/// <param name="Split">train or eval; null: both.</param>
public sealed record PairSelection(PairFilters? Filters = null, bool AcceptedOnly = false, string Kind = "simulated", string? Split = null)
{
    private readonly SortedDictionary<string, int> leftOut = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    // A changed copy counts anew.
    private PairSelection(PairSelection other) => (Filters, AcceptedOnly, Kind, Split, leftOut, seen) = (other.Filters, other.AcceptedOnly, other.Kind, other.Split, new(StringComparer.Ordinal), new(StringComparer.Ordinal));

    public PairFilters Filters { get; init; } = Filters ?? new();

    /// <summary>How many pairs were left out, by the first reason that held.</summary>
    public IReadOnlyDictionary<string, int> LeftOut => leftOut;

    public int Kept { get; private set; }

    public bool Takes(PairExport pair)
    {
        var reason = Reason(pair);
        if (reason is null) Kept++;
        else Count(reason);
        return reason is null;
    }

    /// <summary>Whether a turn goes into the dialects that hold conversations or prompts: personal data stay out of them as they stay out of pairs.</summary>
    public bool TakesTurn(bool holdsPersonalData) => !(holdsPersonalData && LeavesOut(PairFlags.PersonalData));

    private bool LeavesOut(string flag) => Filters.LeaveOut.Contains(flag);

    private void Count(string reason) => leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;

    private string? Reason(PairExport pair) =>
        Kind != PairKinds.All && pair.Kind != Kind ? $"kind is {pair.Kind}"
        : Split is not null && pair.Split != Split ? $"split is {pair.Split}"
        : pair.Decision == "rejected" ? "rejected by a researcher"
        : AcceptedOnly && pair.Decision != "accepted" ? "not accepted by a researcher"
        : pair.Decision != "accepted" && FlagOf(pair) is { } flag ? $"flagged {flag}"
        : LeavesOut(PairFlags.Duplicate) && !seen.Add(Fingerprint(pair)) ? "the same as an earlier pair"
        : null;

    // The length is there to be measured, so that another limit than the study's holds as well.
    private string? FlagOf(PairExport pair) =>
        pair.Flags.Split(' ').FirstOrDefault(flag => flag != PairFlags.LengthRatio && LeavesOut(flag))
        ?? (LeavesOut(PairFlags.LengthRatio) && PairFlags.IsUneven(pair.Chosen.Text, pair.Rejected.Text, Filters.LargestLengthRatio) ? PairFlags.LengthRatio : null);

    private static string Fingerprint(PairExport pair) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{pair.PromptJson}\u001f{pair.Chosen.Text}\u001f{pair.Rejected.Text}")));
}

using CollabLLM.Core.Conversations;
using CollabLLM.Core.Studies;

namespace CollabLLM.Core.Sessions;

/// <summary>Flags on a participant's message for the coordinator's eye, with thresholds from the study file. A flag never rejects anybody.</summary>
public static class SubstanceCheck
{
    public const string TooShort = "too-short";
    public const string Repeated = "repeated";
    public const string Pasted = "pasted";
    public const string Nonsense = "nonsense";

    private const int ShortestMonotony = 8;

    /// <param name="pastedCharacters">Characters pasted from outside into this message.</param>
    public static IReadOnlyList<string> Flags(string message, IEnumerable<string> earlier, int pastedCharacters, SubstanceThresholds thresholds)
    {
        var flags = new List<string>();
        var words = WhiteSpace.Words(message.ToLowerInvariant());
        if (words.Count < thresholds.ShortestMessageWords) flags.Add(TooShort);
        if (earlier.Any(e => Overlap(words, WhiteSpace.Words(e.ToLowerInvariant())) >= thresholds.RepeatedShare)) flags.Add(Repeated);
        if (pastedCharacters >= thresholds.PastedCharacters) flags.Add(Pasted);
        if (words.Any(w => w.Length > thresholds.LongestWordCharacters && !w.Contains("://", StringComparison.Ordinal)) || IsMonotonous(message)) flags.Add(Nonsense);
        return flags;
    }

    /// <summary>Whether one character makes up more than half of a message: a key held down.</summary>
    private static bool IsMonotonous(string message)
    {
        var characters = message.Where(c => !char.IsWhiteSpace(c)).ToArray();
        return characters.Length >= ShortestMonotony && characters.CountBy(c => c).Max(c => c.Value) * 2 > characters.Length;
    }

    /// <summary>Shared words (as a multiset) divided by the words of the longer text: 1 for the same words, 0 for none in common.</summary>
    private static double Overlap(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        if (a.Count == 0 || b.Count == 0) return a.Count == b.Count ? 1 : 0;
        var left = b.GroupBy(w => w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var shared = 0;
        foreach (var word in a)
        {
            if (left.GetValueOrDefault(word) == 0) continue;
            left[word]--;
            shared++;
        }
        return (double)shared / Math.Max(a.Count, b.Count);
    }
}

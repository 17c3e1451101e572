using System.Text.RegularExpressions;

namespace CollabLLM.Core.Statistics.Words;

/// <summary>
/// Words that tell two sides' texts apart: log odds ratio with an informative Dirichlet prior a(w) = priorWords · (share of w in both sides
/// together), δ = ln((y+a)/(n+a0-y-a)) - ln((y'+a)/(n'+a0-y'-a)), z = δ/√(1/(y+a) + 1/(y'+a)). Assumes words drawn independently,
/// so z orders words but is no test (Monroe, Colaresi and Quinn 2008).
/// </summary>
public static partial class DistinctiveWords
{
    /// <summary>Most distinctive first, by |z|.</summary>
    public static Computed<DistinctiveWord[]> Of(IEnumerable<string> texts, IEnumerable<string> otherTexts, double priorWords = 500)
    {
        if (!(priorWords > 0)) throw new ArgumentOutOfRangeException(nameof(priorWords), priorWords, "The prior weighs a positive number of words.");
        var (counts, otherCounts) = (Count(texts), Count(otherTexts));
        double n = counts.Values.Sum(), other = otherCounts.Values.Sum();
        if (n == 0 || other == 0) return new Refusal("One side has no words, so nothing can be distinctive.");
        if (counts.Keys.Union(otherCounts.Keys).Take(2).Count() < 2) return new Refusal("Both sides use one single word.");

        var words = counts.Keys.Union(otherCounts.Keys).Select(word =>
        {
            int y = counts.GetValueOrDefault(word), z = otherCounts.GetValueOrDefault(word);
            var prior = priorWords * (y + z) / (n + other);
            var ratio = Math.Log((y + prior) / (n + priorWords - y - prior)) - Math.Log((z + prior) / (other + priorWords - z - prior));
            return new DistinctiveWord(word, y, z, ratio, ratio / Math.Sqrt(1 / (y + prior) + 1 / (z + prior)));
        });
        return words.OrderByDescending(w => Math.Abs(w.Z)).ThenBy(w => w.Word, StringComparer.Ordinal).ToArray();
    }

    private static Dictionary<string, int> Count(IEnumerable<string> texts) =>
        texts.SelectMany(text => Word().Matches(text.ToLowerInvariant())).GroupBy(m => m.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:['’\-][\p{L}\p{Nd}]+)*")]
    private static partial Regex Word();
}

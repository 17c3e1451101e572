namespace CollabLLM.Core.Metrics;

/// <summary>
/// Sentence BLEU-4 with uniform weights and no smoothing (Papineni et al. 2002), one reference: geometric mean of the modified n-gram
/// precisions times the brevity penalty. Without any common unit it is 0; a missing order of n-grams contributes the smallest normal
/// double, as in the toolkit that the published implementation calls, so that the value is 0 for all purposes.
/// </summary>
public static class Bleu
{
    private const int Orders = 4;
    private const double Smallest = 2.2250738585072014e-308;

    /// <summary>Over Unicode characters: the published implementations pass plain strings (study-level comparability).</summary>
    public static double OfCharacters(string reference, string hypothesis) => Of(CodePoints(reference), CodePoints(hypothesis));

    /// <summary>Over words separated by white space.</summary>
    public static double OfWords(string reference, string hypothesis) =>
        Of([.. Conversations.WhiteSpace.Words(reference)], [.. Conversations.WhiteSpace.Words(hypothesis)]);

    internal static double Of<T>(T[] reference, T[] hypothesis) where T : notnull
    {
        if (hypothesis.Length == 0) return 0;
        var logSum = 0.0;
        for (var order = 1; order <= Orders; order++)
        {
            var (matches, total) = Matches(reference, hypothesis, order);
            if (order == 1 && matches == 0) return 0;
            logSum += Math.Log(matches == 0 ? Smallest : (double)matches / total) / Orders;
        }
        var brevity = hypothesis.Length > reference.Length ? 1 : Math.Exp(1 - ((double)reference.Length / hypothesis.Length));
        return brevity * Math.Exp(logSum);
    }

    private static (int Matches, int Total) Matches<T>(T[] reference, T[] hypothesis, int order) where T : notnull
    {
        var available = Count(reference, order);
        var matches = 0;
        foreach (var (gram, count) in Count(hypothesis, order))
            if (available.TryGetValue(gram, out var most))
                matches += Math.Min(count, most);
        return (matches, Math.Max(1, hypothesis.Length - order + 1));
    }

    private static Dictionary<(T?, T?, T?, T?), int> Count<T>(T[] units, int order) where T : notnull
    {
        var counts = new Dictionary<(T?, T?, T?, T?), int>();
        for (var i = 0; i + order <= units.Length; i++)
        {
            var gram = (units[i], order > 1 ? units[i + 1] : default, order > 2 ? units[i + 2] : default, order > 3 ? units[i + 3] : default);
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }
        return counts;
    }

    private static int[] CodePoints(string text)
    {
        var points = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
            points.Add(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? char.ConvertToUtf32(text[i], text[++i]) : text[i]);
        return [.. points];
    }
}

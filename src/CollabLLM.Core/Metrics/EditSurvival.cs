using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Metrics;

/// <summary>
/// How much of the reply is still in the participant's final document: the share of the reply's words that lie in runs of at least four
/// words which the document contains. In [0, 1]. Only live sessions have it.
/// </summary>
public static class EditSurvival
{
    private const int ShortestRun = 4;

    public static IMetric Metric { get; } =
        new TextMetric("edit-survival", (0, 1), higherIsBetter: true, MetricNeeds.FinalDocument, input => Share(input.Reply, input.FinalDocument!));

    public static double Share(string reply, string document)
    {
        var words = Words(reply);
        if (words.Length == 0) return 0;
        var runs = Grams(Words(document)).ToHashSet();
        var kept = new bool[words.Length];
        for (var i = 0; i + ShortestRun <= words.Length; i++)
            if (runs.Contains(string.Join(' ', words, i, ShortestRun)))
                Array.Fill(kept, true, i, ShortestRun);
        return kept.Count(k => k) / (double)words.Length;
    }

    private static IEnumerable<string> Grams(string[] words) =>
        Enumerable.Range(0, Math.Max(0, words.Length - ShortestRun + 1)).Select(i => string.Join(' ', words, i, ShortestRun));

    private static string[] Words(string text) =>
        [.. WhiteSpace.Words(text).Select(w => w.Trim('.', ',', ';', ':', '!', '?', '"', '\'', '(', ')', '*', '#', '-', '“', '”').ToLowerInvariant()).Where(w => w.Length > 0)];
}

using CollabLLM.Core.Rewards;

namespace CollabLLM.Core.Metrics;

/// <summary>Metrics in words, for pages and reports; data keep the signature.</summary>
public static class MetricTitles
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["char-bleu"] = "Likeness to the reference by characters",
        ["bleu"] = "Likeness to the reference by words",
        [TokenAmount.Name] = "Amount to read",
        ["interactivity"] = "Interactivity by the judge",
        ["goal-completion"] = "Goal completion by the judge",
        ["accuracy"] = "Accuracy by the judge",
        ["reward-model"] = "Mark of the reward model",
        ["turns"] = "Exchanges needed",
        ["question-rate"] = "Share of replies that ask something",
        ["repetition"] = "Repetition",
        ["edit-survival"] = "Text kept in the final document",
    };

    /// <param name="signature">Such as <c>document->char-bleu</c>.</param>
    /// <returns>The title with the signature; the signature alone of a metric that is not in this version.</returns>
    public static string Of(string signature) => Titles.TryGetValue(new WeightedMetric(signature, 1).Metric, out var title) ? $"{title} ({signature})" : signature;
}

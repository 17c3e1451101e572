using CollabLLM.Core.Metrics;

namespace CollabLLM.Core.Rewards;

/// <summary>What a custom preset must hold to, each as a sentence that names the setting, its value and what is allowed.</summary>
internal static class RewardPresetRules
{
    private const int MostSamples = 1000;
    private const int MostMessages = 100;

    public static IEnumerable<string> Faults(RewardPreset preset, IReadOnlyCollection<string> taken) =>
        [.. Numbers(preset, taken), .. preset.Metrics is { Count: > 0 } metrics ? Metrics(metrics) : ["metrics is empty: name at least one metric with its weight."]];

    private static IEnumerable<string> Numbers(RewardPreset preset, IReadOnlyCollection<string> taken)
    {
        if (string.IsNullOrWhiteSpace(preset.Name)) yield return "The preset needs a name.";
        if (taken.Contains(preset.Name)) yield return $"'{preset.Name}' is the name of a preset that ships with the product: choose another.";
        if (preset.Version < 1) yield return $"version is {preset.Version}; it counts from 1.";
        if (preset.Samples is < 1 or > MostSamples) yield return $"samples is {preset.Samples}; it runs from 1 to {MostSamples}.";
        if (preset.NewMessages is < 0 or > MostMessages) yield return $"newMessages is {preset.NewMessages}; it runs from 0 to {MostMessages}.";
        if (preset.Candidates < 2) yield return $"candidates is {preset.Candidates}; a pair needs at least 2.";
        if (preset.TokenCap is { } cap && !(cap > 0)) yield return FormattableString.Invariant($"tokenCap is {cap}; it must be above 0, or left out for no cap.");
        if (!(preset.MinimumGap >= 0)) yield return FormattableString.Invariant($"minimumGap is {preset.MinimumGap}; it must be at least 0.");
    }

    private static IEnumerable<string> Metrics(IReadOnlyList<WeightedMetric> metrics)
    {
        foreach (var metric in metrics)
        {
            var known = MetricCatalog.Names.Contains(metric.Metric);
            if (!known) yield return $"There is no metric '{metric.Metric}'. There are: {string.Join(", ", MetricCatalog.Names.Order())}.";
            if (metric.Signature.Split("->") is { Length: > 2 } or ["", _]) yield return $"'{metric.Signature}' is no signature: write metric, or document->metric.";
            if (metric.Extracts is null && metric.Metric is ("char-bleu" or "bleu"))
                yield return $"'{metric.Signature}' compares a document: write document->{metric.Metric}.";
            if (!double.IsFinite(metric.Weight)) yield return $"The weight of '{metric.Signature}' is not a finite number.";
        }
        foreach (var twice in metrics.GroupBy(m => m.Signature).Where(same => same.Count() > 1))
            yield return $"'{twice.Key}' is named twice: give it one weight.";
    }
}

namespace CollabLLM.Core.Metrics;

/// <summary>Value of a metric for one conversation, or its failure with a reason. A failure is counted and left out, never a zero.</summary>
public abstract record MetricScore(string Metric)
{
    /// <param name="Rubric">Name and version of the rubric by which a judge marked; null for metrics without a judge.</param>
    public sealed record Scored(string Metric, double Value, string? Rubric = null) : MetricScore(Metric);

    public sealed record Failed(string Metric, string Reason) : MetricScore(Metric);
}

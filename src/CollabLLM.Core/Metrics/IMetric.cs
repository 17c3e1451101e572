namespace CollabLLM.Core.Metrics;

/// <summary>A named function of a conversation. One file, one line in <see cref="MetricCatalog"/>, one test.</summary>
public interface IMetric
{
    /// <summary>Name in signatures and exports, lower case with hyphens.</summary>
    string Name { get; }

    /// <summary>Smallest and largest possible value; infinite where there is no bound.</summary>
    (double Low, double High) Range { get; }

    bool HigherIsBetter { get; }

    MetricNeeds Needs { get; }

    ValueTask<MetricScore> ScoreAsync(MetricInput input, CancellationToken ct);
}

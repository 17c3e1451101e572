namespace CollabLLM.Core.Statistics;

/// <summary>A closed interval with its confidence (or credible) level in (0, 1); ends can be infinite only where a ratio has no bound.</summary>
public sealed record Interval(double Low, double High, double Level = 0.95)
{
    public bool Contains(double value) => Low <= value && value <= High;

    public Interval Negated() => new(-High, -Low, Level);

    public Interval Scaled(double factor) => factor >= 0 ? new(Low * factor, High * factor, Level) : new(High * factor, Low * factor, Level);
}

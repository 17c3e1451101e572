namespace CollabLLM.Core.Statistics.Pooling;

/// <summary>A pooled effect with its interval; Cochran's Q with p, I² (share of variation beyond chance, 0 to 1) and tau² between studies.</summary>
public sealed record PooledEffect(double Effect, double Se, double P, Interval Interval, double Q, double QDf, double QP, double ISquared, double TauSquared, string Method)
{
    /// <summary>Where the true effect of a further study of the kind lies; null for the fixed effect and below three studies.</summary>
    public Interval? Prediction { get; init; }
}

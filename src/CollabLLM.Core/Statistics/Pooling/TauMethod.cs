namespace CollabLLM.Core.Statistics.Pooling;

/// <summary>How the variance between studies is estimated.</summary>
public enum TauMethod
{
    /// <summary>By moments, in one step; can be too small with few studies that differ much.</summary>
    DerSimonianLaird,

    /// <summary>Iterated until the weighted squares equal their degrees of freedom.</summary>
    PauleMandel,
}

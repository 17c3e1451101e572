namespace CollabLLM.Core.Statistics.Agreement;

/// <summary>How much two different codes still agree.</summary>
public enum KappaWeights
{
    /// <summary>Not at all: for names without order.</summary>
    None,

    /// <summary>Less by distance.</summary>
    Linear,

    /// <summary>Less by squared distance.</summary>
    Quadratic,
}

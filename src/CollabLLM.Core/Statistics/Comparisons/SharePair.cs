namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>Shares of two arms at or above a threshold (binary outcomes: 1), contrasted.</summary>
public sealed record SharePair(
    double Threshold,
    int Count,
    int N,
    int BaselineCount,
    int BaselineN,
    Computed<Estimate> RiskDifference,
    Computed<Estimate> RiskRatio,
    Computed<PValue> FisherExact,
    Computed<Ranks.OverallTestResult> ChiSquare,
    Computed<Bayes.BetaBinomialResult> BetaBinomial);

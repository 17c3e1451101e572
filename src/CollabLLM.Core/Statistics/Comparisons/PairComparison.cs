using CollabLLM.Core.Statistics.Bayes;
using CollabLLM.Core.Statistics.Means;
using CollabLLM.Core.Statistics.Ranks;
using CollabLLM.Core.Statistics.Resampling;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>One arm against one baseline. Every difference is arm minus baseline, every ratio arm over baseline.</summary>
public sealed record PairComparison(string Arm, string Baseline, bool IsBestBaseline, int N, int BaselineN)
{
    public required Computed<double> MeanDifference { get; init; }

    /// <summary>Difference of means as a share of the baseline's mean.</summary>
    public required Computed<double> RelativeDifference { get; init; }

    /// <summary>Welch's interval of the difference of means.</summary>
    public required Computed<Interval> TInterval { get; init; }

    public required Computed<Interval> BcaInterval { get; init; }
    public required Computed<Interval> BcaExpandedInterval { get; init; }
    public required Computed<TTestResult> Welch { get; init; }
    public required Computed<RankTestResult> MannWhitney { get; init; }
    public required Computed<PermutationResult> Permutation { get; init; }
    public required Computed<Estimate> HodgesLehmann { get; init; }
    public required Computed<Estimate> CohensD { get; init; }
    public required Computed<Estimate> HedgesG { get; init; }
    public required Computed<Estimate> CliffsDelta { get; init; }
    public required Computed<NormalComparisonResult> BayesNormal { get; init; }

    /// <summary>Null when no margin was given.</summary>
    public Computed<EquivalenceResult>? Equivalence { get; init; }

    /// <summary>Binary outcomes only.</summary>
    public Computed<Estimate>? RiskDifference { get; init; }

    public Computed<Estimate>? RiskRatio { get; init; }
    public Computed<PValue>? FisherExact { get; init; }
    public Computed<OverallTestResult>? ChiSquare { get; init; }
    public Computed<BetaBinomialResult>? BetaBinomial { get; init; }

    /// <summary>Ratings: one entry for each threshold.</summary>
    public required IReadOnlyList<SharePair> Shares { get; init; }

    /// <summary>Smallest standardised difference that this many participants find with 80 % power at alpha = 1 - level.</summary>
    public required Computed<double> DetectableDifference { get; init; }

    /// <summary>The test that this comparison is judged by, uncorrected.</summary>
    public required Computed<PValue> Primary { get; init; }

    public double? Holm { get; init; }
    public double? BenjaminiHochberg { get; init; }

    /// <summary>Inverse-variance mean of the differences within strata; null without strata.</summary>
    public Computed<Pooling.PooledEffect>? Stratified { get; init; }
}

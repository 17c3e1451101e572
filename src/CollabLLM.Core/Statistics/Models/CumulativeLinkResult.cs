namespace CollabLLM.Core.Statistics.Models;

/// <summary>Proportional odds: ln odds ratio of a higher rating for each arm against the reference, thresholds between ratings, likelihood-ratio test of arm.</summary>
public sealed record CumulativeLinkResult(
    string Reference,
    IReadOnlyList<OddsRatio> Arms,
    IReadOnlyList<RatingThreshold> Thresholds,
    double LogLikelihood,
    Ranks.OverallTestResult LikelihoodRatio,
    Computed<Ranks.OverallTestResult> ProportionalOdds);

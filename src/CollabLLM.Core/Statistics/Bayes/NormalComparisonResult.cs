namespace CollabLLM.Core.Statistics.Bayes;

/// <summary>Posterior of a difference of means: probability that the arm's mean is higher, and the equal-tailed credible interval.</summary>
public sealed record NormalComparisonResult(double ProbabilityHigher, double MeanDifference, Interval CredibleInterval);

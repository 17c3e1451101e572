namespace CollabLLM.Core.Statistics.Bayes;

/// <summary>Posterior of two shares: probability that the arm's share is higher, mean of the difference and its equal-tailed credible interval.</summary>
public sealed record BetaBinomialResult(double ProbabilityHigher, double MeanDifference, Interval CredibleInterval);

using CollabLLM.Core.Statistics.Ranks;

namespace CollabLLM.Core.Statistics.Survival;

/// <summary>Shares of drop-outs per arm, tested for a difference, with a sentence for readers.</summary>
public sealed record AttritionResult(IReadOnlyList<ArmDropout> Arms, Computed<double> FisherP, Computed<OverallTestResult> ChiSquare, string Sentence);

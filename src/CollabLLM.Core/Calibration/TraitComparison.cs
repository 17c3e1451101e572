using CollabLLM.Core.Statistics;

namespace CollabLLM.Core.Calibration;

/// <summary>A trait of what participants wrote beside the same trait of what the simulator wrote in their place.</summary>
/// <param name="Wasserstein">In the unit of the trait.</param>
/// <param name="KolmogorovSmirnov">In [0, 1].</param>
/// <param name="JensenShannon">In [0, 1].</param>
/// <param name="AmongParticipants">Wasserstein distance between two random halves of the participants, the median of many splits: what people differ among themselves.</param>
public sealed record TraitComparison(
    string Run, string Key, string Title, string Meaning, Computed<TraitSummary> Participants, Computed<TraitSummary> Simulator,
    Computed<double> Wasserstein, Computed<double> KolmogorovSmirnov, Computed<double> JensenShannon, Computed<double> AmongParticipants, IReadOnlyList<TraitBin> Bins);

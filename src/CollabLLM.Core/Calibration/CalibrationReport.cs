using CollabLLM.Core.Statistics.Comparisons;

namespace CollabLLM.Core.Calibration;

/// <summary>Whether scores predict people, and whether simulators write like them.</summary>
/// <param name="Agreements">Scores against human marks: per run, kind, measure and question, all arms together and each arm.</param>
/// <param name="Traits">Simulators beside participants, per run.</param>
/// <param name="Warnings">What cannot be said, or must be read with care.</param>
public sealed record CalibrationReport(
    IReadOnlyList<HumanQuestion> Questions, IReadOnlyList<RankAgreement> Agreements, IReadOnlyList<TraitComparison> Traits, IReadOnlyList<string> Warnings, int Resamples, ulong Seed)
{
    /// <summary>How each number was computed.</summary>
    public IReadOnlyDictionary<string, Explanation> How { get; } = CalibrationExplanations.All;
}

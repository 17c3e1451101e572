using System.Text.Json.Serialization;
using CollabLLM.Core.Statistics;

namespace CollabLLM.Core.Calibration;

/// <summary>Whether a score and a human mark put things in the same order.</summary>
/// <param name="Measure">mr, or the signature of a metric.</param>
/// <param name="IsJudge">Whether the score is a judge's mark.</param>
/// <param name="Question">Key of the question whose marks are compared.</param>
/// <param name="Arm">Null: all arms together.</param>
/// <param name="Spearman">Rank correlation with its interval, participants resampled whole; or why there is none.</param>
/// <param name="Kendall">tau-b, likewise.</param>
public sealed record RankAgreement(
    string Run, string Kind, string Measure, bool IsJudge, string Question, string? Arm, int Pairs, int Participants, Computed<Estimate> Spearman, Computed<Estimate> Kendall)
{
    /// <summary>The pairs themselves, for plots.</summary>
    [JsonIgnore]
    public IReadOnlyList<AgreementPoint> Points { get; init; } = [];
}

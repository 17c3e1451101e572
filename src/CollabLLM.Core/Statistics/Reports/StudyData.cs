using CollabLLM.Core.Statistics.Sequential;
using CollabLLM.Core.Studies;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>What a study's comparison is made from: its outcomes over everybody allocated, and who belongs to the per-protocol analysis.</summary>
/// <param name="Arms">Arms in the order of the study file: codes, or names after unblinding.</param>
/// <param name="PerProtocol">Ids of the participants who completed and were not excluded.</param>
public sealed record StudyData(Study Study, IReadOnlyList<ReportArm> Arms, IReadOnlyList<StudyOutcome> Outcomes, IReadOnlySet<string> PerProtocol, ParticipantFlow Flow)
{
    /// <summary>The looks that the study file plans, and which is due now; null: it plans none.</summary>
    public LookStatus? Looks { get; } = Study.Definition() is { Plan.Looks: { } looks, Target: { } target }
        ? LookStatus.Of(looks.At, looks.Spending, target, Flow.Arms.Sum(a => a.Completed))
        : null;
}

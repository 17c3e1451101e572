using CollabLLM.Core.Statistics.Ranks;
using CollabLLM.Core.Statistics.Survival;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>
/// Who took part: arrived, consented, eligible, allocated, then per arm. A study without screening questions has everybody who consented as eligible.
/// Participants who withdrew and had their data deleted left no trace and are in no number.
/// </summary>
public sealed record ParticipantFlow(int Arrived, int Consented, int Eligible, int Allocated, IReadOnlyList<ArmFlow> Arms)
{
    /// <summary>Whether the study asks screening questions; if not, everybody who consented is eligible.</summary>
    public bool IsScreened { get; init; }

    /// <summary>Why participants were not eligible: the question and the answer that ruled them out.</summary>
    public IReadOnlyList<FlowReason> NotEligible { get; init; } = [];

    /// <summary>Bots that are counted in.</summary>
    public int Bots { get; init; }

    /// <summary>Bots that are left out.</summary>
    public int BotsLeftOut { get; init; }

    /// <summary>Completed turns at which participants stopped, for the log-rank test.</summary>
    public IReadOnlyList<IReadOnlyList<SurvivalTime>> Dropout { get; init; } = [];

    /// <summary>Did arms lose different shares of the participants that were allocated to them?</summary>
    public AttritionResult Attrition(double level = 0.95) => DifferentialAttrition.Of([.. Arms.Select(a => new ArmAttrition(a.Arm, a.Allocated, a.Completed))], level);

    /// <summary>Log-rank test of drop-out over completed turns.</summary>
    public Computed<OverallTestResult> DropoutTest() => LogRankTest.Run(Dropout);
}

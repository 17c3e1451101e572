namespace CollabLLM.Data.Scoring;

/// <summary>Multiturn-aware Reward of one candidate: mean over the samples that could be scored, with what it was computed by.</summary>
public sealed class RewardRow
{
    private RewardRow() { }

    public RewardRow(Guid candidateId, string optionsHash, string kind, double? mean, double? standardError, int used, int failed,
        string policyId, string simulatorId, string? judgeId, long seed, string codeVersion, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (CandidateId, OptionsHash, Kind, Mean, StandardError, Used, Failed) = (candidateId, optionsHash, kind, mean, standardError, used, failed);
        (PolicyId, SimulatorId, JudgeId, Seed, CodeVersion, At) = (policyId, simulatorId, judgeId, seed, codeVersion, at);
    }

    public Guid Id { get; private set; }
    public Guid CandidateId { get; private set; }
    public string OptionsHash { get; private set; } = "";

    /// <summary>simulated, or observed: the participant's real continuation as one sample, never mixed with the simulated ones.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Null when every sample failed.</summary>
    public double? Mean { get; private set; }

    /// <summary>Null with fewer than two usable samples.</summary>
    public double? StandardError { get; private set; }

    public int Used { get; private set; }
    public int Failed { get; private set; }
    public string PolicyId { get; private set; } = "";
    public string SimulatorId { get; private set; } = "";
    public string? JudgeId { get; private set; }
    public long Seed { get; private set; }
    public string CodeVersion { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}

namespace CollabLLM.Core.Studies;

/// <summary>How completed sessions are scored in the background.</summary>
/// <param name="Preset">Name of a reward preset.</param>
/// <param name="Candidates">Replies compared per turn, the participant's own included; at least 2.</param>
/// <param name="SimulatorModel">Model folder (or <c>remote:name</c>) that plays the participant.</param>
/// <param name="JudgeModel">Model that marks by rubric; null: metrics that need a judge fail with that reason.</param>
/// <param name="Goal">"brief" or "hindsight".</param>
/// <param name="MinimumGap">Smallest difference of mean MR that makes a pair.</param>
public sealed record ScoringSettings(
    string Preset = "v2-offline",
    int Candidates = 3,
    string SimulatorModel = "demo-base",
    string? JudgeModel = null,
    string Goal = "brief",
    double MinimumGap = 0.02,
    bool Automatic = true);

using CollabLLM.Core.Preferences;

namespace CollabLLM.Core.Studies;

/// <summary>How completed sessions are scored in the background.</summary>
/// <param name="Preset">Name of a reward preset.</param>
/// <param name="Candidates">Replies compared per turn, the participant's own included; at least 2.</param>
/// <param name="SimulatorModel">Model folder (or <c>remote:name</c>) that plays the participant.</param>
/// <param name="JudgeModel">Model that marks by rubric; null: metrics that need a judge fail with that reason.</param>
/// <param name="Goal">"brief" or "hindsight".</param>
/// <param name="MinimumGap">Smallest difference of mean MR that makes a pair.</param>
/// <param name="OtherArms">How many of the candidates other arms' policies write, one arm each, in order of the study file.</param>
/// <param name="ProactiveCandidates">How many of them the session's own policy writes under the proactive prompt.</param>
/// <param name="ProactivePrompt">That prompt; null: the one that ships with the product.</param>
/// <param name="RewardModel">Folder of a sequence-classification model, <c>folder#label</c> where it has several labels; null: the metric reward-model fails with that reason.</param>
/// <param name="Filters">Which pairs stay out of exports.</param>
public sealed record ScoringSettings(
    string Preset = "v2-offline",
    int Candidates = 3,
    string SimulatorModel = "demo-base",
    string? JudgeModel = null,
    string Goal = "brief",
    double MinimumGap = 0.02,
    bool Automatic = true,
    int OtherArms = 0,
    int ProactiveCandidates = 0,
    string? ProactivePrompt = null,
    string? RewardModel = null,
    PairFilters? Filters = null)
{
    public PairFilters Filters { get; init; } = Filters ?? new();

    /// <returns>Sentences, each with what is allowed; none: the settings can be followed.</returns>
    /// <param name="arms">Arms of the study.</param>
    public IEnumerable<string> Faults(int arms)
    {
        if (Candidates is < 2 or > 64) yield return $"scoring.candidates is {Candidates}. A pair needs at least 2; choose 2 to 64.";
        if (OtherArms < 0 || OtherArms >= Math.Max(1, arms)) yield return $"scoring.otherArms is {OtherArms}, and the study has {arms - 1} other arms. Choose 0 to {arms - 1}.";
        if (ProactiveCandidates < 0) yield return $"scoring.proactiveCandidates is {ProactiveCandidates}. Choose 0 or more.";
        if (OtherArms >= 0 && ProactiveCandidates >= 0 && OtherArms + ProactiveCandidates >= Candidates)
            yield return $"scoring.otherArms and scoring.proactiveCandidates make {OtherArms + ProactiveCandidates} replies, but of {Candidates} candidates one is the participant's own. Raise scoring.candidates to {OtherArms + ProactiveCandidates + 1}, or ask for fewer.";
        if (!(MinimumGap >= 0)) yield return FormattableString.Invariant($"scoring.minimumGap is {MinimumGap}. Choose 0 or more.");
        if (Goal is not ("brief" or "hindsight")) yield return $"scoring.goal is \"{Goal}\". Choose \"brief\" or \"hindsight\".";
        foreach (var fault in Filters.Faults()) yield return $"scoring.filters: {fault}";
    }
}

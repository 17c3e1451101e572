using CollabLLM.Core.Rewards;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Scoring;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>What the form of another scoring holds. Empty fields mean what the study's settings say.</summary>
public sealed class RescoreChoice
{
    public RescoreChoice(ScoringSettings study)
    {
        (Preset, Candidates, OtherArms, ProactiveCandidates, MinimumGap) = (study.Preset, study.Candidates, study.OtherArms, study.ProactiveCandidates, study.MinimumGap);
        (SimulatorModel, JudgeModel, RewardModel, Goal, ProactivePrompt) = (study.SimulatorModel, study.JudgeModel, study.RewardModel, study.Goal, study.ProactivePrompt);
    }

    public string Preset { get; private set; }
    public string? PresetJson { get; set; }
    public string? Arm { get; set; }

    /// <summary>The sessions that are meant; none: all of the arm.</summary>
    public IReadOnlySet<Guid> Sessions { get; set; } = new HashSet<Guid>();

    public int Candidates { get; set; }
    public int OtherArms { get; set; }
    public int ProactiveCandidates { get; set; }
    public string? ProactivePrompt { get; set; }
    public double MinimumGap { get; set; }
    public string SimulatorModel { get; set; }
    public string? JudgeModel { get; set; }
    public string? RewardModel { get; set; }
    public string Goal { get; set; }
    public long? Calls { get; set; }
    public long? Tokens { get; set; }
    public decimal? Money { get; set; }

    /// <summary>A preset brings its number of candidates and its gap.</summary>
    public void Choose(string preset)
    {
        var chosen = RewardPresets.Named(preset);
        (Preset, Candidates, MinimumGap) = (preset, chosen.Candidates, chosen.MinimumGap);
    }

    /// <exception cref="StudyRuleException">The settings cannot be followed.</exception>
    /// <exception cref="FormatException">The custom preset cannot be read.</exception>
    public ScoringPlan Plan(StudyDefinition study) => ScoringPlan.For(
        study,
        string.IsNullOrWhiteSpace(PresetJson) ? null : RewardPresets.Parse(PresetJson),
        study.Scoring with
        {
            Preset = Preset, Candidates = Candidates, OtherArms = OtherArms, ProactiveCandidates = ProactiveCandidates, ProactivePrompt = Given(ProactivePrompt), MinimumGap = MinimumGap,
            SimulatorModel = Given(SimulatorModel) ?? study.Scoring.SimulatorModel, JudgeModel = Given(JudgeModel), RewardModel = Given(RewardModel), Goal = Goal,
        });

    public ScoringBudget? Budget() => Calls is null && Tokens is null && Money is null ? null : new ScoringBudget(Calls, Tokens, Money);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

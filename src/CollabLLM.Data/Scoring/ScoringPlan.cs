using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Simulation;
using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Scoring;

/// <summary>Everything that the values of one scoring run depend on, besides the sessions themselves. Its hash is the run's identity within the study.</summary>
/// <param name="Candidates">Replies compared per turn, the participant's own included; at least 2.</param>
/// <param name="OtherArms">How many of them are sampled from the other arms' policies, in order of the study file.</param>
/// <param name="ProactiveCandidates">How many of them the session's own policy writes under <paramref name="ProactivePrompt"/>.</param>
/// <param name="Goal">brief: the brief alone; hindsight: the participant's final document is also the reference y_g.</param>
/// <param name="RewardModel">Folder of the metric reward-model, <c>folder#label</c> where it has several labels; null: none.</param>
public sealed record ScoringPlan(
    RewardPreset Preset, int Candidates, string SimulatorModel, string? JudgeModel, string Goal, double MinimumGap, long Seed, int OtherArms = 0, int ProactiveCandidates = 0,
    string? ProactivePrompt = null, string? RewardModel = null)
{
    public const string Brief = "brief";
    public const string Hindsight = "hindsight";

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsHindsight => Goal == Hindsight;

    /// <summary>The plan that a study's settings ask for. A preset that compares with a reference has only the participant's document to compare with, so its goal is hindsight whatever the settings say.</summary>
    /// <param name="settings">In place of the study's own.</param>
    /// <param name="preset">A preset that is not among the named ones.</param>
    /// <exception cref="StudyRuleException">The settings cannot be followed.</exception>
    public static ScoringPlan For(StudyDefinition study, RewardPreset? preset = null, ScoringSettings? settings = null)
    {
        settings ??= study.Scoring;
        var faults = settings.Faults(study.Arms.Count).ToArray();
        if (faults.Length > 0) throw new StudyRuleException(string.Join(" ", faults));
        try
        {
            preset ??= RewardPresets.Named(settings.Preset);
        }
        catch (ArgumentException unknown)
        {
            throw new StudyRuleException(unknown.Message.Split(" (Parameter")[0]);
        }
        var goal = preset.Metrics.Any(m => m.Metric is "char-bleu" or "bleu") ? Hindsight : settings.Goal;
        var proactive = settings.ProactiveCandidates == 0 ? null : settings.ProactivePrompt ?? PromptFile.Load("proactive.txt").Text;
        return new ScoringPlan(
            preset, settings.Candidates, settings.SimulatorModel, settings.JudgeModel, goal, settings.MinimumGap, study.Seed, settings.OtherArms, settings.ProactiveCandidates, proactive,
            // Without the metric the model changes nothing, and is no reason for another run.
            preset.Metrics.Any(m => m.Metric == "reward-model") ? settings.RewardModel : null);
    }

    public string ToJson() => JsonSerializer.Serialize(this, ExportJson.Options);

    /// <summary>SHA-256 of the JSON, 64 hexadecimal digits.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <exception cref="JsonException">The text is not a plan.</exception>
    public static ScoringPlan FromJson(string json) => JsonSerializer.Deserialize<ScoringPlan>(json, ExportJson.Options) ?? throw new JsonException("The scoring options are empty.");
}

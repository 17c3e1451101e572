using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Scoring;

/// <summary>Everything that the values of one scoring run depend on, besides the sessions themselves. Its hash is the run's identity within the study.</summary>
/// <param name="Candidates">Replies compared per turn, the participant's own included; at least 2.</param>
/// <param name="OtherArms">How many of them are sampled from the other arms' policies, in order of the study file.</param>
/// <param name="ProactivePrompt">System prompt for half of the further replies from the same policy; null: none.</param>
/// <param name="Goal">brief: the brief alone; hindsight: the participant's final document is also the reference y_g.</param>
public sealed record ScoringPlan(
    RewardPreset Preset, int Candidates, string SimulatorModel, string? JudgeModel, string Goal, double MinimumGap, long Seed, int OtherArms = 0, string? ProactivePrompt = null)
{
    public const string Brief = "brief";
    public const string Hindsight = "hindsight";

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsHindsight => Goal == Hindsight;

    /// <summary>The plan that a study's settings ask for. A preset that compares with a reference has only the participant's document to compare with, so its goal is hindsight whatever the settings say.</summary>
    /// <exception cref="StudyRuleException">The settings name no preset that exists, or too few candidates.</exception>
    public static ScoringPlan For(StudyDefinition study, RewardPreset? preset = null)
    {
        var settings = study.Scoring;
        if (settings.Candidates < 2) throw new StudyRuleException($"The study's scoring asks for {settings.Candidates} candidates per turn; a pair needs at least 2.");
        try
        {
            preset ??= RewardPresets.Named(settings.Preset);
        }
        catch (ArgumentException unknown)
        {
            throw new StudyRuleException(unknown.Message);
        }
        var goal = preset.Metrics.Any(m => m.Metric is "char-bleu" or "bleu") ? Hindsight : settings.Goal;
        return new ScoringPlan(preset, settings.Candidates, settings.SimulatorModel, settings.JudgeModel, goal, settings.MinimumGap, study.Seed);
    }

    public string ToJson() => JsonSerializer.Serialize(this, ExportJson.Options);

    /// <summary>SHA-256 of the JSON, 64 hexadecimal digits.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <exception cref="JsonException">The text is not a plan.</exception>
    public static ScoringPlan FromJson(string json) => JsonSerializer.Deserialize<ScoringPlan>(json, ExportJson.Options) ?? throw new JsonException("The scoring options are empty.");
}

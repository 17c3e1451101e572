using System.Text.Json;
using CollabLLM.Core.Metrics;
using CollabLLM.Core.Studies;

namespace CollabLLM.Core.Rewards;

/// <summary>The named presets, and the door for custom ones in JSON.</summary>
public static class RewardPresets
{
    /// <summary>The original code of the paper (arXiv 2502.00640), offline: no judge; token penalty 1e-4 a token of the window, at most 1.</summary>
    public static RewardPreset Paper { get; } = new()
    {
        Name = "paper",
        Version = 1,
        Metrics = [new("document->char-bleu", 1), new(TokenAmount.Name, -1e-4)],
        TokenRule = TokenRule.BothInWindow,
        TokenCap = 1,
        JudgeScale = JudgeScale.OneToThreeDividedByThree,
        Candidates = 2,
    };

    /// <summary>The same online: with the judge's interactivity, and the larger gap.</summary>
    public static RewardPreset PaperOnline { get; } = Paper with
    {
        Name = "paper-online",
        Metrics = [.. Paper.Metrics, new("interactivity", 1)],
        MinimumGap = 0.1,
    };

    /// <summary>The current public package: four messages, assistant's tokens of the whole conversation in thousands.</summary>
    public static RewardPreset V2 { get; } = new()
    {
        Name = "v2",
        Version = 1,
        Metrics = [new("document->char-bleu", 1), new(TokenAmount.Name, -0.1)],
    };

    /// <summary>The verl recipe: each weighted metric clamped to [-1, 1], white-space words, mean of three judge's marks.</summary>
    public static RewardPreset Verl { get; } = new()
    {
        Name = "verl",
        Version = 1,
        Metrics = [new("document->char-bleu", 1), new("interactivity", 1), new(TokenAmount.Name, -1e-4)],
        TokenRule = TokenRule.WordsAfterPrompt,
        JudgeScale = JudgeScale.MeanOfThree,
        ClampsWeighted = true,
        Candidates = 8,
    };

    /// <summary>`v2` without any judge or extraction model, with the share of replies that ask: shows the machinery with the embedded models.</summary>
    public static RewardPreset V2Offline { get; } = V2 with
    {
        Name = "v2-offline",
        Metrics = [.. V2.Metrics, new("question-rate", 0.1)],
        ExtractsWithoutModel = true,
    };

    /// <summary>For live sessions with a judge: goal completion against the brief is the task metric, since no reference document exists.</summary>
    public static RewardPreset Live { get; } = V2 with
    {
        Name = "live",
        Metrics = [new("document->goal-completion", 1), new("interactivity", 1), new(TokenAmount.Name, -0.1)],
    };

    public static IReadOnlyList<RewardPreset> All { get; } = [Paper, PaperOnline, V2, Verl, V2Offline, Live];

    /// <exception cref="ArgumentException">There is no such preset; the message lists those that there are.</exception>
    public static RewardPreset Named(string name) => All.FirstOrDefault(p => p.Name == name)
        ?? throw new ArgumentException($"There is no reward preset '{name}'. There are: {string.Join(", ", All.Select(p => p.Name))}; or give a file of your own.");

    /// <summary>Reads a custom preset.</summary>
    /// <exception cref="FormatException">The text is not a preset; the message says what is wrong and how to mend it.</exception>
    public static RewardPreset Parse(string json)
    {
        RewardPreset? preset;
        try
        {
            preset = JsonSerializer.Deserialize<RewardPreset>(json, StudyJson.Options);
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The preset cannot be read: {fault.Message}", fault);
        }
        string[] faults = preset is null ? ["The file is empty."] : [.. RewardPresetRules.Faults(preset, [.. All.Select(p => p.Name)])];
        return faults.Length == 0 ? preset! : throw new FormatException(string.Join(" ", faults));
    }
}

using System.Globalization;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Studies;

namespace CollabLLM.Cli;

/// <summary>A study's scoring settings, changed by the arguments. A preset brings its own number of candidates and gap, unless they are given.</summary>
internal static class ScoringArguments
{
    public static readonly Option[] Options =
    [
        new("candidates", "N", "replies that are compared at each turn, the participant's own included"),
        new("other-arms", "N", "further candidates from each other arm"),
        new("proactive", "N", "further candidates with the proactive prompt"),
        new("proactive-prompt", "FILE", "that prompt"),
        new("goal", "brief|hindsight", "what the simulated participant wants"),
        new("gap", "0.02", "smallest difference of rewards that makes a pair"),
    ];

    /// <summary>The models of the roles and the preset; also of the commands that work on files.</summary>
    public static readonly Option[] Models =
    [
        new("preset", "NAME|FILE.json", "a preset by name, or one of your own"),
        new("simulator", "MODEL", "who plays the participant"),
        new("judge", "MODEL", "who judges, for presets with judged metrics"),
        new("reward-model", "FOLDER[#LABEL]", "a sequence-classification model, for presets with it"),
    ];

    /// <summary>What only the commands that work on files need.</summary>
    public static readonly Option[] OnFiles =
    [
        new("policy", "MODEL", "whose replies continue the conversations"),
        new("system-prompt", "TEXT", "the policy's system prompt"),
        new("seed", "1", "seed of everything that is drawn"),
    ];

    public static async Task<ScoringSettings> SettingsAsync(Arguments arguments, ScoringSettings study, RewardPreset? preset, CancellationToken ct)
    {
        if (preset is not null) study = study with { Preset = preset.Name, Candidates = preset.Candidates, MinimumGap = preset.MinimumGap };
        return study with
        {
            SimulatorModel = arguments.Optional("simulator") ?? study.SimulatorModel,
            JudgeModel = arguments.Optional("judge") ?? study.JudgeModel,
            RewardModel = arguments.Optional("reward-model") ?? study.RewardModel,
            Goal = arguments.Optional("goal") ?? study.Goal,
            MinimumGap = arguments.Optional("gap") is not { } gap ? study.MinimumGap
                : double.TryParse(gap, CultureInfo.InvariantCulture, out var number) ? number : throw new ArgumentException($"--gap is '{gap}'; it takes a number of at least 0."),
            Candidates = arguments.Number("candidates", study.Candidates),
            OtherArms = arguments.Number("other-arms", study.OtherArms),
            ProactiveCandidates = arguments.Number("proactive", study.ProactiveCandidates),
            ProactivePrompt = arguments.Optional("proactive-prompt") is { } file ? (await File.ReadAllTextAsync(file, ct)).Trim() : study.ProactivePrompt,
        };
    }
}

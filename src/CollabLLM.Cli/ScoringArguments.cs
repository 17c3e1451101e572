using System.Globalization;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Studies;

namespace CollabLLM.Cli;

/// <summary>A study's scoring settings, changed by the arguments. A preset brings its own number of candidates and gap, unless they are given.</summary>
internal static class ScoringArguments
{
    public const string Says = "[--preset NAME|FILE.json] [--simulator MODEL] [--judge MODEL] [--reward-model FOLDER[#LABEL]] [--goal brief|hindsight] [--gap 0.02] "
        + "[--candidates N] [--other-arms N] [--proactive N] [--proactive-prompt FILE]";

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

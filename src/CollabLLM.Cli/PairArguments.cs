using System.Globalization;
using CollabLLM.Core.Exports.Pairs;
using CollabLLM.Data.Exports;

namespace CollabLLM.Cli;

/// <summary>Which pairs, and in which part of the data.</summary>
internal static class PairArguments
{
    public static readonly Option[] Options =
    [
        new("run", "PRESET|HASH", "the scoring run, when not the newest"),
        new("leave-out", "FLAG,..", "duplicate, length-ratio, language, personal-data, low-confidence; the study's own without it"),
        new("length-ratio", "4", "replies may differ in length by this factor"),
        new("confident", null, "only pairs whose difference is surely above 0"),
        new("flagged", null, "flagged pairs too"),
        new("accepted", null, "only pairs that somebody accepted"),
        new("kind", "KIND", "simulated, human or all"),
        new("split", "train|eval", "one part only"),
        new("eval-share", "0.1", "share of participants to evaluate on"),
        new("split-seed", "N", "seed of the split, when not the study's"),
    ];

    /// <summary>The study's own filters, changed by what the arguments say.</summary>
    public static PairSelection Selection(Arguments arguments, StudySnapshot snapshot) => new(
        snapshot.Study.Definition().Scoring.Filters.Changed(arguments.Optional("leave-out"), arguments.Optional("length-ratio"), arguments.Has("confident"), arguments.Has("flagged")),
        arguments.Has("accepted"), PairKinds.Named(arguments.Optional("kind") ?? PairKinds.Simulated), arguments.Optional("split") is not { } split ? null
            : split is PairSplit.Train or PairSplit.Eval ? split : throw new ArgumentException($"--split is '{split}'; it is train or eval."));

    public static PairSplit Split(Arguments arguments, StudySnapshot snapshot)
    {
        var share = arguments.Optional("eval-share") ?? "0.1";
        return new PairSplit(
            arguments.Number("split-seed", unchecked((int)snapshot.Study.Definition().Seed)),
            double.TryParse(share, CultureInfo.InvariantCulture, out var value) ? value : throw new ArgumentException($"--eval-share is '{share}'; it takes a number from 0 to below 1."));
    }
}

using CollabLLM.Core.Simulation;

namespace CollabLLM.Core.Exports.Pairs;

/// <summary>Divides pairs into a part to train on and a part to evaluate on, by participant: nobody is in both. The draw depends on seed and pseudonym alone.</summary>
/// <param name="EvalShare">Expected share of participants in the part to evaluate on, from 0 to below 1.</param>
public sealed record PairSplit(long Seed = 1, double EvalShare = 0.1)
{
    public const string Train = "train";
    public const string Eval = "eval";

    public double EvalShare { get; } = EvalShare is >= 0 and < 1
        ? EvalShare
        : throw new ArgumentOutOfRangeException(nameof(EvalShare), EvalShare, "The share to evaluate on runs from 0 to below 1.");

    public string Of(string participant) => Seeds.Derive("split", Seed, participant) / (double)long.MaxValue < EvalShare ? Eval : Train;
}

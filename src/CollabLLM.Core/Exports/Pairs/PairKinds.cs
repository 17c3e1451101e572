namespace CollabLLM.Core.Exports.Pairs;

/// <summary>Where a preference comes from. Kinds are never mixed unless somebody asks for all of them.</summary>
public static class PairKinds
{
    /// <summary>Best against worst by Multiturn-aware Reward.</summary>
    public const string Simulated = "simulated";

    /// <summary>A participant picked one of two replies, or edited a reply.</summary>
    public const string Human = "human";

    /// <summary>Both, each row saying which.</summary>
    public const string All = "all";

    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static string Named(string kind) => kind is Simulated or Human or All ? kind : throw new ArgumentException($"There is no kind of pairs '{kind}'. There are: {Simulated}, {Human}, {All}.");
}

namespace CollabLLM.Bench.Engine;

/// <summary>One line of the goals table: what was measured, in rounds, and what is wanted.</summary>
internal sealed record Goal(string What, string Unit, double Wanted, bool AtMost)
{
    private readonly List<double> rounds = [];

    public bool IsMeasured => rounds.Count > 0;

    public void Add(double value) => rounds.Add(value);

    /// <summary>The best round and the median: the best is the machine least disturbed by others.</summary>
    public string Line()
    {
        var sorted = rounds.Order().ToArray();
        var best = AtMost ? sorted[0] : sorted[^1];
        var passed = AtMost ? best <= Wanted : best >= Wanted;
        return FormattableString.Invariant(
            $"| {What} | {(AtMost ? "<=" : ">=")} {Wanted:g4}{Unit} | {best:g4}{Unit} | {sorted[sorted.Length / 2]:g4}{Unit} | {(passed ? "pass" : "miss")} |");
    }
}

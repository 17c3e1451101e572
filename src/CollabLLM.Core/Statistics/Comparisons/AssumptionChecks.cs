using CollabLLM.Core.Statistics.Checks;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>Looks at what each method assumes. A check that fails does not change the method by itself; it says which number to prefer.</summary>
internal static class AssumptionChecks
{
    private const double Contradicted = 0.05;
    private const double Pile = 0.15;

    public static AssumptionCheck[] For(ArmData[] arms, ComparisonRequest request)
    {
        if (request.Kind == OutcomeKind.Binary) return [ExpectedCounts(arms)];
        return [.. arms.Where(a => a.Values.Count > 0).Select(Normality), EqualSpread(arms), .. request.Kind == OutcomeKind.Rating ? arms.Where(a => a.Values.Count > 0).Select(Ceiling) : []];
    }

    private static AssumptionCheck Normality(ArmData arm) => NormalityTest.Run(arm.Values).Match(
        test => new AssumptionCheck(
            "normal values", arm.Arm, test.Statistic, test.P, test.P >= Contradicted,
            test.P >= Contradicted
                ? "Skewness and kurtosis are compatible with a normal distribution."
                : $"The values are not normal. With {arm.Values.Count} participants the t interval of a mean {(arm.Values.Count >= 30 ? "is usually still sound; compare it with the bootstrap" : "may be off; prefer the bootstrap and the ranks")}."),
        reason => new("normal values", arm.Arm, null, null, null, reason));

    private static AssumptionCheck EqualSpread(ArmData[] arms) => BrownForsytheTest.Run([.. arms.Select(a => a.Values)]).Match(
        test => new AssumptionCheck(
            "equal spread", null, test.Statistic, test.P, test.P >= Contradicted,
            test.P >= Contradicted
                ? "The arms' spreads are compatible with each other."
                : "The arms differ in spread. Welch's test allows that; Cohen's d and the Hodges-Lehmann shift assume that they do not."),
        reason => new("equal spread", null, null, null, null, reason));

    private static AssumptionCheck Ceiling(ArmData arm)
    {
        var values = arm.Values;
        var share = values.Distinct[^1].Count / (double)values.Count;
        var top = values.Sorted[^1];
        return new("no ceiling", arm.Arm, share, null, share < Pile,
            share < Pile ? "No pile-up at the top mark." : FormattableString.Invariant($"{share:0.#%} of participants gave the highest observed mark ({top}): a ceiling hides differences above it; read the shares and the ranks."));
    }

    private static AssumptionCheck ExpectedCounts(ArmData[] arms)
    {
        int[][] table = [.. arms.Where(a => a.Values.Count > 0).Select(a => new[] { a.Values.CountAtLeast(1), a.Values.Count - a.Values.CountAtLeast(1) })];
        if (table.Length < 2) return new("expected counts", null, null, null, null, "Fewer than two arms have answers.");
        var smallest = Proportions.ChiSquareTest.SmallestExpected(table);
        return new("expected counts", null, smallest, null, smallest >= 5,
            smallest >= 5 ? "All expected counts are at least 5, so chi-square and Fisher agree closely." : FormattableString.Invariant($"The smallest expected count is {smallest:0.##}: read Fisher's exact test, not chi-square."));
    }
}

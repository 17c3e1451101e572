using System.Globalization;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>One sentence that never says more than the tests do.</summary>
internal static class Findings
{
    public static Finding Of(ArmData[] arms, PairComparison[] pairs, ComparisonRequest request)
    {
        var finding = Judge(arms, pairs, request);
        return request.Look is { } look && finding.Kind != FindingKind.NothingCanBeSaid ? finding with { Sentence = $"{finding.Sentence} {look.Sentence}" } : finding;
    }

    private static Finding Judge(ArmData[] arms, PairComparison[] pairs, ComparisonRequest request)
    {
        var alpha = request.Look?.Alpha ?? 1 - request.Level;
        var known = pairs.Where(p => p.Primary.IsKnown).ToArray();
        if (known.Length == 0) return new(FindingKind.NothingCanBeSaid, $"Nothing can be said about {request.Name}: {Reason(pairs, arms)}", null);

        var significant = known.Where(p => p.Holm < alpha).ToArray();
        if (significant.Length > 0)
        {
            var rest = known.Length - significant.Length;
            var ranking = rest == 0 ? Ranking(arms, pairs, significant) : null;
            var others = rest == 0 ? "" : $" The other {(rest == 1 ? "comparison is" : $"{rest} comparisons are")} undecided.";
            return new(FindingKind.Difference, string.Join(" ", significant.Select(p => Sentence(p, request))) + others, ranking);
        }

        if (pairs.All(p => p.Equivalence is { IsKnown: true, Value.Equivalent: true }))
            return new(FindingKind.Equivalent, Text($"The arms are equivalent on {request.Name}: every difference of means lies inside ±{request.EquivalenceMargin} by two one-sided tests{(request.MarginPlanned ? ", a margin that was planned" : "")}."), null);

        return new(FindingKind.Undecided, $"The data do not say which arm is better on {request.Name}, so the arms are not ranked: {string.Join("; ", known.Select(Remains))}.", null);
    }

    private static string Reason(PairComparison[] pairs, ArmData[] arms) =>
        pairs.FirstOrDefault()?.Primary.Reason ?? (arms.Length < 2 ? "there is only one arm." : "no two arms are compared.");

    private static string Sentence(PairComparison pair, ComparisonRequest request)
    {
        var higher = pair.MeanDifference.Value > 0;
        var word = request.Kind == OutcomeKind.Duration ? (higher ? "longer" : "shorter") : higher ? "higher" : "lower";
        if (pair.MeanDifference.Value == 0) word = "different in rank";
        var interval = pair.TInterval.Match(Between, _ => "no interval");
        var caution = pair.TInterval.IsKnown && pair.TInterval.Value.Contains(0) ? " Its interval includes 0, so the difference lies in the ranks rather than surely in the means." : "";
        return Text($"{request.Name} is {word} with {pair.Arm} than with {pair.Baseline}: difference of means {pair.MeanDifference.Value:0.###} ({interval}), {Test(pair)} {Is(pair.Primary.Value.P)}, after Holm {P(pair.Holm!.Value)}.{caution}");
    }

    private static string Remains(PairComparison pair) =>
        Text($"{pair.Arm} minus {pair.Baseline} {pair.TInterval.Match(i => i.Contains(0) ? "may be anything in the " + Between(i) : $"points away from 0 ({Between(i)}) but not surely enough", _ => "has no interval")} ({Test(pair)} {Is(pair.Primary.Value.P)}{(pair.Holm!.Value.Equals(pair.Primary.Value.P) ? "" : $", after Holm {P(pair.Holm.Value)}")})");

    private static string Between(Interval interval) => Text($"{interval.Level:0.##%} interval {interval.Low:0.###} to {interval.High:0.###}");

    private static string P(double p) => p < 0.0001 ? "< 0.0001" : p.ToString(p < 0.01 ? "0.####" : "0.###", CultureInfo.InvariantCulture);

    // How its p was found stands in the table.
    private static string Test(PairComparison pair) => pair.Primary.Value.Test.Split(" (")[0];

    private static string Is(double p) => p < 0.0001 ? "p < 0.0001" : "p = " + P(p);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string[]? Ranking(ArmData[] arms, PairComparison[] pairs, PairComparison[] significant)
    {
        var all = arms.Length * (arms.Length - 1) / 2;
        return pairs.Length == all && significant.Length == all && significant.All(p => Math.Sign(p.MeanDifference.Value) != 0 && !p.TInterval.Match(i => i.Contains(0), _ => true))
            ? [.. arms.OrderByDescending(a => a.Values.Mean).Select(a => a.Arm)]
            : null;
    }
}

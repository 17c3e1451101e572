using System.Globalization;
using System.Text;

namespace CollabLLM.Core.Statistics.Comparisons;

/// <summary>A comparison as a Markdown text: the finding first, then arms, pairs, models, choices, checks and warnings. Rounded for reading.</summary>
public static class ComparisonMarkdown
{
    public static string Write(Comparison comparison)
    {
        var text = new StringBuilder();
        Line(text, $"# {comparison.Outcome}{(comparison.Unit is null ? "" : $" ({comparison.Unit})")}\n\n{comparison.Finding.Sentence}\n");
        Line(text, $"{comparison.Participants} participants, {comparison.Rows} rows, {comparison.Missing} missing. Level {comparison.Level:0.##%}, {comparison.Resamples} resamples, seed {comparison.Seed}.{(comparison.Preregistered ? " Pre-registered." : "")}\n");
        List(text, "Read this first", comparison.Warnings);
        Arms(text, comparison);
        Pairs(text, comparison);
        Model(text, comparison);
        List(text, "What was chosen, and why", comparison.Choices.Select(c => $"**{c.About}**: {c.Chosen}. {c.Why}"));
        List(text, "Assumptions", comparison.Assumptions.Select(a => $"**{a.Name}**{(a.Arm is null ? "" : $" ({a.Arm})")}: {a.Sentence}"));
        List(text, "How the numbers were computed", comparison.How.Values.Select(h => $"**{h.Title}**: {h.Formula}. {h.Citation} `{h.Code}`"));
        return text.ToString();
    }

    private static void Arms(StringBuilder text, Comparison comparison)
    {
        var (name, _, interval) = ShownInterval.For(comparison.Arms);
        Line(text, $"## Arms\n\n| arm | n | missing | mean | interval ({name}) | sd | median | quartiles | shares |\n|---|---|---|---|---|---|---|---|---|");
        foreach (var arm in comparison.Arms)
        {
            var shares = string.Join(", ", (arm.Yes is null ? arm.Shares : [arm.Yes]).Select(s => $">= {Number(s.Threshold)}: {s.Count}/{s.N}"));
            Line(text, $"| {Cell(arm.Arm)}{(arm.IsBaseline ? " (baseline)" : "")} | {arm.N} | {arm.Missing} | {Show(arm.Mean)} | {Show(interval(arm))} | {Show(arm.Sd)} | {Show(arm.Median)} | {Show(arm.LowerQuartile)} to {Show(arm.UpperQuartile)} | {shares} |");
        }

        text.AppendLine();
    }

    private static void Pairs(StringBuilder text, Comparison comparison)
    {
        foreach (var pair in comparison.Pairs)
        {
            Line(text, $"## {pair.Arm} minus {pair.Baseline}{(pair.IsBestBaseline ? " (best baseline)" : "")}\n\n| statistic | value |\n|---|---|");
            (string Name, string Value)[] rows =
            [
                ("difference of means", $"{Show(pair.MeanDifference)} ({Show(pair.TInterval)})"),
                ("bootstrap BCa interval, expanded", Show(pair.BcaExpandedInterval)),
                ("Hodges-Lehmann shift", Show(pair.HodgesLehmann)),
                ("Hedges' g", Show(pair.HedgesG)),
                ("Cliff's delta", Show(pair.CliffsDelta)),
                .. pair.RiskDifference is null ? [] : new[] { ("difference of shares", Show(pair.RiskDifference)), ("ratio of shares", Show(pair.RiskRatio!)) },
                .. pair.Shares.Select(s => ($"share >= {Number(s.Threshold)}", $"{s.Count}/{s.N} against {s.BaselineCount}/{s.BaselineN}: {Show(s.RiskDifference)}, {s.FisherExact.Match(f => $"Fisher p = {Number(f.P)}", Refused)}")),
                ("judged by", pair.Primary.Match(p => $"{p.Test}, p = {Number(p.P)}, Holm {Number(pair.Holm!.Value)}, Benjamini-Hochberg {Number(pair.BenjaminiHochberg!.Value)}", Refused)),
                ("Welch t", pair.Welch.Match(w => $"t = {Number(w.T)}, df = {Number(w.Df)}, p = {Number(w.P)}", Refused)),
                ("Mann-Whitney", pair.MannWhitney.Match(m => $"U = {Number(m.U)}, p = {Number(m.P)} ({m.Method})", Refused)),
                ("permutation", pair.Permutation.Match(m => $"p = {Number(m.P)} ({m.Method})", Refused)),
                .. pair.Equivalence is null ? [] : new[] { ("equivalence", pair.Equivalence.Match(e => $"{(e.Equivalent ? "yes" : "no")} within ±{Number(e.Margin)}, p = {Number(e.P)}", Refused)) },
                ("probability that the mean is higher", pair.BayesNormal.Match(b => Number(b.ProbabilityHigher), Refused)),
            ];
            foreach (var (name, value) in rows) Line(text, $"| {name} | {Cell(value)} |");
            text.AppendLine();
        }
    }

    private static void Model(StringBuilder text, Comparison comparison)
    {
        if (comparison.MixedModel is not { } model) return;
        Line(text, $"## Checkpoints\n");
        if (!model.IsKnown)
        {
            Line(text, $"{Refused(model.Reason!)}\n");
            return;
        }

        Line(text, $"| contrast | checkpoint | difference | df | p |\n|---|---|---|---|---|");
        foreach (var c in model.Value.Contrasts)
            Line(text, $"| {Cell(c.Arm)} minus {Cell(c.Baseline)} | {c.Checkpoint ?? "all"} | {Number(c.Difference)} ({Show(c.Interval)}) | {Number(c.Df)} | {Number(c.P)} |");
        Line(text, $"\nArm by checkpoint: {model.Value.ArmByCheckpoint.Match(t => $"F({Number(t.Df1)}, {Number(t.Df2)}) = {Number(t.F)}, p = {Number(t.P)}", Refused)}. Share of variance between participants {Number(model.Value.IntraclassCorrelation)}.\n");
    }

    private static void List(StringBuilder text, string title, IEnumerable<string> items)
    {
        var lines = items.ToArray();
        if (lines.Length == 0) return;
        Line(text, $"## {title}\n\n{string.Join("\n", lines.Select(l => $"- {l}"))}\n");
    }

    private static string Show(Computed<double> value) => value.Match(Number, Refused);

    private static string Show(Computed<Interval> interval) => interval.Match(Show, Refused);

    private static string Show(Computed<Estimate> estimate) => estimate.Match(e => $"{Number(e.Value)} ({Show(e.Interval)})", Refused);

    private static string Show(Interval interval) => $"{Number(interval.Low)} to {Number(interval.High)}";

    private static string Refused(string reason) => $"not computed: {reason}";

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
}

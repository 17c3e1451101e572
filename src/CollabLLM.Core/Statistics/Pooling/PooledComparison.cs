using System.Globalization;
using System.Text;
using CollabLLM.Core.Statistics.Plots;

namespace CollabLLM.Core.Statistics.Pooling;

/// <summary>One arm against one baseline over several studies. Studies that say nothing are named with the reason and left out, never counted as 0.</summary>
public sealed record PooledComparison(string Outcome, string Contrast, IReadOnlyList<PooledStudy> Studies)
{
    private const int LaneHeight = 46;
    private const int Frame = 64;

    public IReadOnlyList<StudyEffect> Effects => [.. Studies.Where(s => s.Effect.IsKnown).Select(s => s.Effect.Value)];

    public Computed<PooledEffect> Fixed => EffectPooling.Fixed(Effects);

    public Computed<PooledEffect> Random => EffectPooling.Random(Effects);

    public Computed<PooledEffect> RandomPauleMandel => EffectPooling.Random(Effects, 0.95, TauMethod.PauleMandel);

    /// <summary>Weight in the random-effects mean, 0 to 1.</summary>
    public double Weight(StudyEffect study)
    {
        var tau = Random.Match(r => r.TauSquared, _ => 0);
        return 1 / (study.Se * study.Se + tau) / Effects.Sum(e => 1 / (e.Se * e.Se + tau));
    }

    /// <summary>Each study's effect with its normal interval, below them the pooled ones; null when no study says anything.</summary>
    public Plot? Forest(string unit)
    {
        var effects = Effects;
        if (effects.Count == 0) return null;
        (string Name, int Colour, double Value, Interval Interval, string Weight)[] rows =
        [
            .. effects.Select(e => (e.Name, 0, e.Effect, new Interval(e.Effect - 1.959963984540054 * e.Se, e.Effect + 1.959963984540054 * e.Se), PlotText.Percent(Weight(e)))),
            .. Row("fixed effect", Fixed, r => r.Interval), .. Row("random effects", Random, r => r.Interval), .. Row("a further study", Random, r => r.Prediction),
        ];
        var lanes = PlotAxis.Lanes("Study", [.. rows.Select(r => r.Name)]);
        PlotPoint Point(int i) => new(rows[i].Value, PlotAxis.Lane(i, rows.Length)) { XLow = rows[i].Interval.Low, XHigh = rows[i].Interval.High, Label = PlotText.Number(rows[i].Value), Text = $"{rows[i].Name}: {PlotText.Number(rows[i].Value)} ({PlotText.Range(rows[i].Interval)})" };
        PlotPoint[] Of(int colour) => [.. Enumerable.Range(0, rows.Length).Where(i => rows[i].Colour == colour).Select(Point)];
        return new(
            $"{Outcome}-forest", $"{Outcome}: {Contrast}", $"difference of means, {unit}; 95 % intervals; the dashed line is no difference", $"Forest plot of {effects.Count} studies and their pooled effects. The numbers are in the table.",
            PlotAxis.Of("difference", [0, .. rows.SelectMany(r => new[] { r.Interval.Low, r.Interval.High })]), lanes,
            [new("no difference", PlotMark.Rule, 4, [new(0, lanes.Low), new(0, lanes.High)]), new("studies", PlotMark.Point, 0, Of(0)), new("pooled", PlotMark.Point, 1, Of(1))],
            new(["Study", "difference", "95 % interval", "weight"], [.. rows.Select(r => (IReadOnlyList<string>)[r.Name, PlotText.Number(r.Value), PlotText.Range(r.Interval), r.Weight])]))
        { Height = Frame + LaneHeight * rows.Length };
    }

    /// <summary>The findings as text for a terminal or a document.</summary>
    public string Markdown()
    {
        var text = new StringBuilder($"# {Outcome}: {Contrast}, {Effects.Count} of {Studies.Count} studies pooled\n\n| study | n | n baseline | difference | se |\n|---|---|---|---|---|\n");
        foreach (var study in Studies)
            text.Append($"| {study.Name} | {study.Participants?.Arm.ToString(CultureInfo.InvariantCulture) ?? "-"} | {study.Participants?.Baseline.ToString(CultureInfo.InvariantCulture) ?? "-"} | {study.Effect.Match(e => PlotText.Number(e.Effect), why => why)} | {study.Effect.Match(e => PlotText.Number(e.Se), _ => "-")} |\n");
        text.Append("\n| model | effect | 95 % interval | p | Q (p) | I² | tau² | a further study |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var (name, model) in new[] { ("fixed", Fixed), ("random, DerSimonian-Laird", Random), ("random, Paule-Mandel", RandomPauleMandel) })
            text.Append(model.Match(
                m => $"| {name} | {PlotText.Number(m.Effect)} | {PlotText.Range(m.Interval)} | {PlotText.P(m.P)} | {PlotText.Number(m.Q)} ({PlotText.P(m.QP)}) | {PlotText.Percent(m.ISquared)} | {PlotText.Number(m.TauSquared)} | {(m.Prediction is { } p ? PlotText.Range(p) : "-")} |\n",
                why => $"| {name} | {why} | | | | | | |\n"));
        return text.ToString();
    }

    private static IEnumerable<(string, int, double, Interval, string)> Row(string name, Computed<PooledEffect> effect, Func<PooledEffect, Interval?> interval) =>
        effect.IsKnown && interval(effect.Value) is { } range ? [(name, 1, effect.Value.Effect, range, "")] : [];
}

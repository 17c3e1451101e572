using CollabLLM.Core.Statistics.Plots;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>The flow of participants as a table, and what it says about drop-out.</summary>
public static class FlowTable
{
    /// <summary>How the flow is counted and tested.</summary>
    public static string Note(ParticipantFlow flow) => "Fisher's exact test of completed against not completed by arm; Wilson intervals; log-rank test over exchanges. "
        + (flow.IsScreened ? "Eligible are those whose answers to the screening questions let them in, before the allocation. " : "Eligible are all who consented: this study asks no screening questions. ")
        + "Who withdrew and had the data deleted is in no number.";

    public static StatisticTable Of(ParticipantFlow flow)
    {
        StatisticRow Row(string name, Func<ArmFlow, int> count) => new(name, null, [.. flow.Arms.Select(a => $"{count(a)}"), $"{flow.Arms.Sum(count)}"]);
        StatisticRow Total(string name, int count) => new(name, null, [.. flow.Arms.Select(_ => ""), $"{count}"]);
        return new("Who took part", [.. flow.Arms.Select(a => PlotText.Arm(a.Arm)), "all"],
        [
            Total("arrived", flow.Arrived),
            Total("consented", flow.Consented),
            .. flow.NotEligible.Select(r => Total($"not eligible: {r.Reason}", r.Count)),
            Total("eligible", flow.Eligible),
            Row("allocated", a => a.Allocated),
            Row("began to write", a => a.Started),
            Row("completed", a => a.Completed),
            Row("withdrew, data kept", a => a.Withdrawn),
            Row("stopped, or not done yet", a => a.Open),
            Row("excluded by the coordinator", a => a.Excluded.Sum(e => e.Count)),
            .. flow.Arms.SelectMany(a => a.Excluded.Select(e => e.Reason)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(reason => Row($"excluded: {reason}", a => a.Excluded.FirstOrDefault(e => e.Reason == reason)?.Count ?? 0)),
            Row("analysed, intention to treat", a => a.Allocated),
            Row("analysed, per protocol", a => a.PerProtocol),
        ]);
    }

    /// <summary>Drop-out: shares with intervals, Fisher's test of differential attrition, log-rank over exchanges.</summary>
    public static IReadOnlyList<string> Attrition(ParticipantFlow flow)
    {
        var attrition = flow.Attrition();
        return
        [
            attrition.Sentence,
            "Not completed: " + string.Join("; ", attrition.Arms.Select(a => $"{PlotText.Arm(a.Arm)} {a.DroppedOut} of {a.Allocated}{a.Share.Match(s => $" ({PlotText.Percent(s)}, {a.Interval.Match(i => $"{PlotText.Percent(i.Low)} to {PlotText.Percent(i.High)}", _ => "no interval")})", _ => "")}")) + ".",
            "Exchanges until drop-out, log-rank: " + flow.DropoutTest().Match(t => $"chi-square {PlotText.Number(t.Statistic)}, df {PlotText.Number(t.Df)}, {PlotText.PIs(t.P)}.", why => $"not computed: {why}"),
        ];
    }
}

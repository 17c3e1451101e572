using System.Globalization;
using System.Text;
using CollabLLM.Core.Statistics;

namespace CollabLLM.Core.Calibration;

/// <summary>A calibration as text that can be read in a terminal and printed.</summary>
public static class CalibrationMarkdown
{
    public static string Write(CalibrationReport report)
    {
        var text = new StringBuilder("# Does the score predict people?\n\n");
        foreach (var warning in report.Warnings) text.Append("- ").Append(warning).Append('\n');
        foreach (var group in report.Agreements.GroupBy(a => (a.Run, a.Kind)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {group.Key.Run}, {group.Key.Kind}\n\n| score | question | arm | pairs | participants | Spearman | Kendall |\n|---|---|---|---|---|---|---|\n");
            foreach (var a in group)
                text.Append(CultureInfo.InvariantCulture, $"| {a.Measure}{(a.IsJudge ? " (judge)" : "")} | {a.Question} | {a.Arm ?? "all"} | {a.Pairs} | {a.Participants} | {Words(a.Spearman)} | {Words(a.Kendall)} |\n");
        }
        if (report.Traits.Count > 0) text.Append("\n## Simulator beside participants\n\n| run | trait | participants | simulator | Wasserstein-1 | among participants | KS | Jensen-Shannon |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var t in report.Traits)
            text.Append(CultureInfo.InvariantCulture, $"| {t.Run} | {t.Title} ({t.Meaning}) | {Words(t.Participants)} | {Words(t.Simulator)} | {Words(t.Wasserstein)} | {Words(t.AmongParticipants)} | {Words(t.KolmogorovSmirnov)} | {Words(t.JensenShannon)} |\n");
        return text.Append(CultureInfo.InvariantCulture, $"\n{report.Resamples} resamples of participants, seed {report.Seed}.\n").ToString();
    }

    private static string Words(Computed<Estimate> estimate) => estimate.Match(e => $"{Number(e.Value)} {e.Interval.Match(i => $"[{Number(i.Low)}, {Number(i.High)}]", why => $"({why})")}", why => why);

    private static string Words(Computed<TraitSummary> summary) => summary.Match(s => $"{Number(s.Mean)} (n = {s.Values})", why => why);

    private static string Words(Computed<double> value) => value.Match(Number, why => why);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}

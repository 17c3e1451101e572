using System.Text;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Plots;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>A study's comparison as Markdown: findings first, then the tables. No picture and no date, so the same study gives the same bytes.</summary>
public static class ReportMarkdown
{
    public static string Write(StudyReport report)
    {
        var text = new StringBuilder();
        var (data, study) = (report.Data, report.Data.Study);
        text.Append($"# {study.Title}: comparison\n\n");
        foreach (var sentence in StudyReport.Findings(data, report.IntentionToTreat)) text.Append($"{sentence}\n\n");
        foreach (var warning in StudyReport.Warnings(data)) text.Append($"> {warning}\n\n");
        text.Append("## What this is made from\n\n");
        foreach (var (name, value) in ReportFacts.Of(report)) text.Append($"- {name}: {value}\n");
        text.Append("\n## All outcomes, intention to treat\n\n");
        Summary(text, report.IntentionToTreat);
        text.Append("## All outcomes, per protocol\n\n");
        Summary(text, report.PerProtocol);
        text.Append("## Who took part\n\n");
        Table(text, FlowTable.Of(data.Flow));
        foreach (var line in FlowTable.Attrition(data.Flow)) text.Append($"{line}\n\n");
        text.Append($"{FlowTable.Note(data.Flow)}\n\n");
        foreach (var outcome in report.IntentionToTreat) Outcome(text, outcome);
        text.Append("## How the numbers were computed\n\n");
        foreach (var how in Explanations.All.Values.Concat(Explanations.OfStudy.Values)) text.Append($"- **{how.Title}**: `{how.Formula}`. Assumes: {how.Assumption} {how.Citation} `{how.File}`\n");
        return text.ToString();
    }

    private static void Summary(StringBuilder text, IReadOnlyList<ComparedOutcome> outcomes)
    {
        var pairs = SummaryTable.Pairs(outcomes);
        Row(text, ["outcome", .. pairs.Select(p => $"{PlotText.Arm(p.Arm)} - {PlotText.Arm(p.Baseline)}"), "the data say"]);
        Row(text, Enumerable.Repeat("---", pairs.Count + 2));
        foreach (var outcome in outcomes)
            Row(text, [outcome.Outcome.Title + (outcome.Comparison is { Preregistered: true } ? " (pre-registered)" : ""), .. pairs.Select(p => SummaryTable.Cell(outcome, p.Arm, p.Baseline)), SummaryTable.Verdict(outcome)]);
        text.Append('\n');
    }

    private static void Outcome(StringBuilder text, ComparedOutcome outcome)
    {
        text.Append($"## {outcome.Outcome.Title}\n\n{outcome.Outcome.Unit}.\n\n");
        if (outcome.Comparison is not { } comparison)
        {
            text.Append($"{outcome.Reason}\n\n");
            return;
        }
        text.Append($"{comparison.Finding.Sentence}\n\n");
        foreach (var warning in comparison.Warnings) text.Append($"> {warning}\n\n");
        foreach (var table in ReportFacts.Tables(comparison))
        {
            text.Append($"### {table.Title}\n\n");
            Table(text, table);
        }
        text.Append("### Choices and checks\n\n");
        foreach (var choice in comparison.Choices) text.Append($"- **{choice.About}**: {choice.Chosen}. {choice.Why}\n");
        foreach (var check in comparison.Assumptions) text.Append($"- **{check.Name}{(check.Arm is null ? "" : $", {PlotText.Arm(check.Arm)}")}**: {check.Sentence}\n");
        text.Append('\n');
    }

    private static void Table(StringBuilder text, StatisticTable table)
    {
        Row(text, ["", .. table.Columns]);
        Row(text, Enumerable.Repeat("---", table.Columns.Count + 1));
        foreach (var row in table.Rows) Row(text, [row.Name, .. row.Cells]);
        text.Append('\n');
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" "))).Append(" |\n");
}

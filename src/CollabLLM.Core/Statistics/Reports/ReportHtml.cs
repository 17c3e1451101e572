using System.Net;
using System.Text;
using CollabLLM.Core.Statistics.Comparisons;
using CollabLLM.Core.Statistics.Plots;

namespace CollabLLM.Core.Statistics.Reports;

/// <summary>A study's comparison as one HTML file that needs nothing else: style inside, plots as inline SVG, ready to print. No script and no date, so the same study gives the same bytes.</summary>
public static class ReportHtml
{
    public static string Write(StudyReport report)
    {
        var html = new StringBuilder();
        var (data, study) = (report.Data, report.Data.Study);
        html.Append($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Safe(study.Title)}: comparison</title>\n<style>\n{ReportStyle.Css}</style>\n</head>\n<body>\n<main>\n<h1>{Safe(study.Title)}: comparison</h1>\n");
        html.Append("<div class=\"finding\">");
        foreach (var sentence in StudyReport.Findings(data, report.IntentionToTreat)) html.Append($"<p>{Safe(sentence)}</p>");
        html.Append("</div>\n");
        foreach (var warning in StudyReport.Warnings(data)) html.Append($"<p class=\"warn\">{Safe(warning)}</p>\n");
        Figure(html, report);
        html.Append("<h2>What this is made from</h2>\n<dl>\n");
        foreach (var (name, value) in ReportFacts.Of(report)) html.Append($"<dt>{Safe(name)}</dt><dd>{Safe(value)}</dd>\n");
        html.Append("</dl>\n<h2>All outcomes</h2>\n");
        Summary(html, "Intention to treat: everybody allocated", report.IntentionToTreat);
        Summary(html, "Per protocol: completed and not excluded", report.PerProtocol);
        html.Append($"<h2>Who took part</h2>\n<div class=\"flow\">{FlowDiagram.Draw(data.Flow)}</div>\n");
        Table(html, FlowTable.Of(data.Flow));
        foreach (var line in FlowTable.Attrition(data.Flow)) html.Append($"<p>{Safe(line)}</p>\n");
        html.Append($"<p class=\"muted\">{Safe(FlowTable.Note(data.Flow))}</p>\n");
        foreach (var outcome in report.IntentionToTreat) Outcome(html, outcome);
        html.Append("<h2>How the numbers were computed</h2>\n<ul class=\"how\">\n");
        foreach (var how in Explanations.All.Values.Concat(Explanations.OfStudy.Values)) html.Append($"<li><b>{Safe(how.Title)}</b>: <code>{Safe(how.Formula)}</code>. Assumes: {Safe(how.Assumption)} {Safe(how.Citation)} <code>{Safe(how.File)}</code></li>\n");
        return html.Append("</ul>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void Figure(StringBuilder html, StudyReport report)
    {
        html.Append("<div class=\"figure\">\n");
        foreach (var main in StudyReport.Main(report.Data))
            if (ReportFacts.Plots(report.IntentionToTreat.Single(o => o.Outcome.Key == main.Key)).FirstOrDefault() is { } plot) Picture(html, plot);
        html.Append("</div>\n");
    }

    private static void Picture(StringBuilder html, Plot plot) =>
        html.Append($"<figure><figcaption><b>{Safe(plot.Title)}</b><br>{Safe(plot.Subtitle)}</figcaption>{SvgPlot.Draw(plot)}</figure>\n");

    private static void Summary(StringBuilder html, string title, IReadOnlyList<ComparedOutcome> outcomes)
    {
        var pairs = SummaryTable.Pairs(outcomes);
        html.Append($"<table><caption>{Safe(title)}; difference of means with 95 % interval and p after Holm</caption><thead><tr><th scope=\"col\">Outcome</th>");
        foreach (var (arm, baseline) in pairs) html.Append($"<th scope=\"col\">{Safe(PlotText.Arm(arm))} - {Safe(PlotText.Arm(baseline))}</th>");
        html.Append("<th scope=\"col\">The data say</th></tr></thead><tbody>\n");
        foreach (var outcome in outcomes)
        {
            html.Append($"<tr><th scope=\"row\">{Safe(outcome.Outcome.Title)}{(outcome.Comparison is { Preregistered: true } ? " (pre-registered)" : "")}</th>");
            foreach (var (arm, baseline) in pairs) html.Append($"<td>{Safe(SummaryTable.Cell(outcome, arm, baseline))}</td>");
            html.Append($"<td>{SummaryTable.Verdict(outcome)}</td></tr>\n");
        }
        html.Append("</tbody></table>\n");
    }

    private static void Outcome(StringBuilder html, ComparedOutcome outcome)
    {
        html.Append($"<section>\n<h2>{Safe(outcome.Outcome.Title)}</h2>\n<p class=\"muted\">{(outcome.Outcome.Question is { } question ? Safe($"Asked as: {question} ") : "")}{Safe(outcome.Outcome.Unit)}.</p>\n");
        if (outcome.Comparison is not { } comparison)
        {
            html.Append($"<p>{Safe(outcome.Reason!)}</p>\n</section>\n");
            return;
        }
        html.Append($"<p>{Safe(comparison.Finding.Sentence)}</p>\n");
        foreach (var warning in comparison.Warnings) html.Append($"<p class=\"warn\">{Safe(warning)}</p>\n");
        html.Append("<div class=\"figure\">\n");
        foreach (var plot in ReportFacts.Plots(outcome)) Picture(html, plot);
        html.Append("</div>\n");
        foreach (var table in ReportFacts.Tables(comparison)) Table(html, table);
        html.Append("<h3>Choices and checks</h3>\n<ul>\n");
        foreach (var choice in comparison.Choices) html.Append($"<li><b>{Safe(choice.About)}</b>: {Safe(choice.Chosen)}. {Safe(choice.Why)}</li>\n");
        foreach (var check in comparison.Assumptions) html.Append($"<li><b>{Safe(check.Name)}{(check.Arm is null ? "" : $", {Safe(PlotText.Arm(check.Arm))}")}</b>: {Safe(check.Sentence)}</li>\n");
        html.Append("</ul>\n</section>\n");
    }

    private static void Table(StringBuilder html, StatisticTable table)
    {
        html.Append($"<table><caption>{Safe(table.Title)}</caption><thead><tr><td></td>");
        foreach (var column in table.Columns) html.Append($"<th scope=\"col\">{Safe(column)}</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append($"<tr><th scope=\"row\">{Safe(row.Name)}</th>");
            foreach (var cell in row.Cells) html.Append($"<td>{Safe(cell)}</td>");
            html.Append("</tr>\n");
        }
        html.Append("</tbody></table>\n");
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}

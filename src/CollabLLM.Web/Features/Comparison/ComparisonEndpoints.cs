using System.Text;
using CollabLLM.Core.Statistics.Reports;
using CollabLLM.Data.Comparisons;
using CollabLLM.Web.Features.Accounts;

namespace CollabLLM.Web.Features.Comparison;

internal static class ComparisonEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>A study's comparison as a file: <c>/studies/demo/comparison/report.html</c> to read and print, <c>report.md</c>. <c>bots=true</c> counts bots as participants.</summary>
        public void MapCollabComparison() => routes.MapGet("/studies/{slug}/comparison/report.{kind:regex(^(html|md)$)}", ReportAsync).RequireAuthorization(Policies.Researcher);
    }

    private static async Task<IResult> ReportAsync(string slug, string kind, bool? bots, HttpContext http, StudyAccess access, ReadOutcomes read)
    {
        var ct = http.RequestAborted;
        if (await access.FindAsync(http.User, slug, ct) is null || await read.RunAsync(slug, bots, ct) is not { } data) return Results.NotFound();
        var report = await Task.Run(() => StudyReport.Of(data, ReadOutcomes.CodeVersion), ct);
        return kind == "html"
            ? Results.Text(ReportHtml.Write(report), "text/html", Encoding.UTF8)
            : Results.File(Encoding.UTF8.GetBytes(ReportMarkdown.Write(report)), "text/markdown; charset=utf-8", $"{slug}-comparison.md");
    }
}

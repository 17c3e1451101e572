using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace CollabLLM.Web.Components;

/// <summary>Markdown to safe markup: raw HTML stays text, and links of unknown schemes lose their address.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseEmphasisExtras().UseAutoLinks().Build();

    public static MarkupString Render(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            // An image would be a request to a foreign server; it becomes a plain link.
            link.IsImage = false;
            if (!IsSafe(link.Url)) link.Url = "#";
            OpensApart(link);
        }
        // <scheme:address> in pointed brackets: any scheme becomes a link there.
        foreach (var link in document.Descendants<AutolinkInline>().ToArray())
        {
            if (link.IsEmail || IsSafe(link.Url)) OpensApart(link);
            else link.ReplaceBy(new LiteralInline(link.Url));
        }
        return new MarkupString(document.ToHtml(Pipeline));
    }

    private static void OpensApart(MarkdownObject link)
    {
        link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");
        link.GetAttributes().AddPropertyIfNotExist("target", "_blank");
    }

    private static bool IsSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http" or "mailto");
}

using Markdig;
using Markdig.Syntax;
using Microsoft.AspNetCore.Components;

namespace CollabLLM.Web.Components;

/// <summary>Markdown to safe markup: raw HTML stays text, and links of unknown schemes lose their address.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseEmphasisExtras().UseAutoLinks().Build();

    public static MarkupString Render(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<Markdig.Syntax.Inlines.LinkInline>())
        {
            // An image would be a request to a foreign server; it becomes a plain link.
            link.IsImage = false;
            if (!IsSafe(link.Url)) link.Url = "#";
            Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(link).AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");
            Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(link).AddPropertyIfNotExist("target", "_blank");
        }
        return new MarkupString(document.ToHtml(Pipeline));
    }

    private static bool IsSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http" or "mailto");
}

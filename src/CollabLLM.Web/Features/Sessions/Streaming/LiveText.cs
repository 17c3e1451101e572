using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CollabLLM.Web.Features.Sessions.Streaming;

/// <summary>
/// A growing reply: Markdown from the first word on. Each drawing sends what is new since the last one and almost nothing else, however long the reply has
/// become: earlier blocks are found by their keys, earlier parts by their place, and neither changes. All text goes in as text, never as markup.
/// </summary>
public sealed class LiveText : ComponentBase
{
    private readonly LiveMarkdown markdown = new();

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override void OnParametersSet() => markdown.Read(Text);

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var block in markdown.Blocks)
        {
            builder.OpenElement(0, block.Element);
            builder.SetKey(block);
            if (block.Start != 1) builder.AddAttribute(1, "start", block.Start);
            foreach (var line in block.Lines)
            {
                if (block.IsList) Item(builder, line);
                else Words(builder, line);
            }
            builder.CloseElement();
        }
    }

    private static void Item(RenderTreeBuilder builder, LiveLine line)
    {
        builder.OpenElement(2, "li");
        builder.SetKey(line);
        if (line.IsDeeper) builder.AddAttribute(3, "class", "deeper");
        Words(builder, line);
        builder.CloseElement();
    }

    // Plain words are bare text: an element of their own would be half of what a drawing sends.
    private static void Words(RenderTreeBuilder builder, LiveLine line)
    {
        foreach (var (text, style) in line.Parts)
        {
            var element = style.HasFlag(LiveStyle.Code) ? "code" : style.HasFlag(LiveStyle.Bold) ? "strong" : style.HasFlag(LiveStyle.Italic) ? "em" : null;
            if (element is not null) builder.OpenElement(4, element);
            var isBoth = style.HasFlag(LiveStyle.Bold | LiveStyle.Italic);
            if (isBoth) builder.OpenElement(5, "em");
            builder.AddContent(6, text);
            if (isBoth) builder.CloseElement();
            if (element is not null) builder.CloseElement();
        }
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CollabLLM.Web.Features.Sessions.Streaming;

/// <summary>Draws a block in keyed parts. All text goes in as text, never as markup.</summary>
internal sealed class LiveBlockView : ComponentBase
{
    private int drawn = -1;

    [Parameter, EditorRequired]
    public required LiveBlock Block { get; set; }

    // Of a long reply only the block that grows is looked at again.
    protected override bool ShouldRender() => Block.Version != drawn;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        drawn = Block.Version;
        builder.OpenElement(0, Block.Element);
        if (Block.Start != 1) builder.AddAttribute(1, "start", Block.Start);
        for (var i = 0; i < Block.Lines.Count; i++)
        {
            if (Block.IsList) Item(builder, Block.Lines[i], i);
            else Words(builder, Block.Lines[i]);
        }
        builder.CloseElement();
    }

    private static void Item(RenderTreeBuilder builder, LiveLine line, int number)
    {
        builder.OpenElement(2, "li");
        builder.SetKey(number);
        if (line.IsDeeper) builder.AddAttribute(3, "class", "deeper");
        Words(builder, line);
        builder.CloseElement();
    }

    private static void Words(RenderTreeBuilder builder, LiveLine line)
    {
        for (var i = 0; i < line.Parts.Count; i++)
        {
            var (text, style) = line.Parts[i];
            var isBoth = style.HasFlag(LiveStyle.Bold | LiveStyle.Italic);
            builder.OpenElement(4, style.HasFlag(LiveStyle.Code) ? "code" : style.HasFlag(LiveStyle.Bold) ? "strong" : style.HasFlag(LiveStyle.Italic) ? "em" : "span");
            builder.SetKey(i);
            if (isBoth) builder.OpenElement(5, "em");
            builder.AddContent(6, text);
            if (isBoth) builder.CloseElement();
            builder.CloseElement();
        }
    }
}

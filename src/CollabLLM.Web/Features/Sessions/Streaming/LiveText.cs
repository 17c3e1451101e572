using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CollabLLM.Web.Features.Sessions.Streaming;

/// <summary>A growing reply: Markdown from the first word on. Each drawing sends what is new since the last one and almost nothing else, however long the reply has become.</summary>
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
            builder.OpenComponent<LiveBlockView>(0);
            builder.SetKey(block);
            builder.AddComponentParameter(1, nameof(LiveBlockView.Block), block);
            builder.CloseComponent();
        }
    }
}

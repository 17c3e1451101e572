// What a batch holds is what goes over the wire; there is no other way to count it.
#pragma warning disable BL0006
using CollabLLM.Web.Features.Sessions.Streaming;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CollabLLM.ComponentTests.Sessions.Streaming;

/// <summary>Draws a growing reply and counts what goes to the page: edits and new frames.</summary>
internal sealed class CountingRenderer : Renderer
{
    private readonly int id;
    private int sent;

    public CountingRenderer() : base(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance) => id = AssignRootComponentId(InstantiateComponent(typeof(LiveText)));

    public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

    /// <returns>Edits and frames of this drawing.</returns>
    public async Task<int> DrawAsync(string text)
    {
        sent = 0;
        await Dispatcher.InvokeAsync(() => RenderRootComponentAsync(id, ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(LiveText.Text)] = text })));
        return sent;
    }

    protected override Task UpdateDisplayAsync(in RenderBatch renderBatch)
    {
        for (var i = 0; i < renderBatch.UpdatedComponents.Count; i++) sent += renderBatch.UpdatedComponents.Array[i].Edits.Count;
        sent += renderBatch.ReferenceFrames.Count;
        return Task.CompletedTask;
    }

    protected override void HandleException(Exception exception) => throw exception;
}

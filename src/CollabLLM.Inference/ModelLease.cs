namespace CollabLLM.Inference;

/// <summary>Keeps a model loaded while a reply is being made.</summary>
internal sealed class ModelLease(LoadedModel model, Action release) : IAsyncDisposable
{
    public LoadedModel Model { get; } = model;

    public ValueTask DisposeAsync()
    {
        release();
        return ValueTask.CompletedTask;
    }
}

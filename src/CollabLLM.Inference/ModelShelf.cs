namespace CollabLLM.Inference;

/// <summary>One model's place in the catalog: loaded once however many ask at the same time, counted while in use.</summary>
internal sealed class ModelShelf(Func<LoadedModel> load, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Task<LoadedModel>? loading;
    private int users;
    private long lastUse;

    public LoadedModel? Loaded => loading is { IsCompletedSuccessfully: true } task ? task.GetAwaiter().GetResult() : null;

    /// <summary>A load that failed is tried again by the next who asks.</summary>
    public async Task<ModelLease> LeaseAsync(CancellationToken ct)
    {
        Task<LoadedModel> task;
        lock (gate)
        {
            users++;
            if (loading is null or { IsFaulted: true }) loading = Task.Run(load, CancellationToken.None);
            task = loading;
        }

        try
        {
            return new(await task.WaitAsync(ct), Release);
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>Takes the model off when nobody has used it for so long; the caller disposes of it.</summary>
    public LoadedModel? TakeIdle(TimeSpan idle)
    {
        lock (gate)
        {
            if (users > 0 || Loaded is not { } model || clock.GetElapsedTime(lastUse) < idle) return null;
            loading = null;
            return model;
        }
    }

    private void Release()
    {
        lock (gate)
        {
            users--;
            lastUse = clock.GetTimestamp();
        }
    }
}

using CollabLLM.Core.Policies;

namespace CollabLLM.Inference.Remote;

/// <summary>The time limits of one attempt: first text, whole reply, and the caller's own will.</summary>
internal sealed class RemoteLimits(string model, RemoteModelOptions settings, TimeProvider clock, CancellationToken total, CancellationToken caller) : IDisposable
{
    private readonly CancellationTokenSource first = new(settings.FirstTokenTimeout, clock);
    private CancellationTokenSource? linked;

    public CancellationToken Token => (linked ??= CancellationTokenSource.CreateLinkedTokenSource(first.Token, total, caller)).Token;

    public bool CallerLeft => caller.IsCancellationRequested;

    /// <summary>The first text is here: from now on only the whole is limited.</summary>
    public void Begun() => first.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Which limit ended the attempt.</summary>
    public PolicyUnavailableException Passed() => total.IsCancellationRequested
        ? new(PolicyFailureKind.TotalTimeout, $"{model}: the reply was not complete within {settings.TotalTimeout.TotalSeconds:g4} s.")
        : new(PolicyFailureKind.FirstTokenTimeout, $"{model}: no text came within {settings.FirstTokenTimeout.TotalSeconds:g4} s.");

    public void Dispose()
    {
        linked?.Dispose();
        first.Dispose();
    }
}

using System.Text;

namespace CollabLLM.Data.Sessions;

/// <summary>A reply in the making. It belongs to the host, not to a browser: a page may leave and come back.</summary>
public sealed class LiveReply : IDisposable
{
    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private readonly CancellationTokenSource stop;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal LiveReply(Guid sessionId, int turnNumber, CancellationToken host)
    {
        (SessionId, TurnNumber) = (sessionId, turnNumber);
        stop = CancellationTokenSource.CreateLinkedTokenSource(host);
        StopToken = stop.Token;
    }

    /// <summary>Raised after each change, on a thread of the engine: a page marshals and limits how often it draws.</summary>
    public event Action? Changed;

    public Guid SessionId { get; }

    public int TurnNumber { get; }

    public LiveReplyState State { get; private set; } = LiveReplyState.Queued;

    /// <summary>Place in the engine's queue, 1 is next; null when unknown or not waiting.</summary>
    public int? QueuePlace { get; private set; }

    public string Text
    {
        get
        {
            lock (gate) return text.ToString();
        }
    }

    /// <summary>What the end has changed, once it is committed; null while it is not, and where nothing was written.</summary>
    public SettledTurn? Settled { get; private set; }

    public bool IsEnded => ended.Task.IsCompleted;

    /// <summary>Completes when the reply, its stop or its failure is committed.</summary>
    public Task Ended => ended.Task;

    internal CancellationToken StopToken { get; }

    internal bool StopWanted { get; private set; }

    public void Dispose() => stop.Dispose();

    internal void Stop()
    {
        if (IsEnded) return;
        StopWanted = true;
        stop.Cancel();
    }

    internal void Waits(int place)
    {
        QueuePlace = place > 0 ? place : null;
        Changed?.Invoke();
    }

    internal void Append(string piece)
    {
        lock (gate) text.Append(piece);
        (State, QueuePlace) = (LiveReplyState.Streaming, null);
        Changed?.Invoke();
    }

    internal void Saving()
    {
        State = LiveReplyState.Saving;
        Changed?.Invoke();
    }

    internal void End(LiveReplyState state, SettledTurn? settled = null)
    {
        (State, Settled) = (state, settled);
        ended.TrySetResult();
        Changed?.Invoke();
    }
}

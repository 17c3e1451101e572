namespace CollabLLM.Core.Policies;

/// <summary>The engine's queue is full: nothing was begun, nothing is lost, asking again later is right.</summary>
/// <param name="waiting">Requests in the queue when this one was refused.</param>
/// <param name="limit">The queue's limit, from the settings.</param>
public sealed class EngineBusyException(int waiting, int limit)
    : PolicyUnavailableException(PolicyFailureKind.Busy, $"The assistant is busy: {waiting} requests are waiting and the limit is {limit}.")
{
    public int Waiting { get; } = waiting;

    public int Limit { get; } = limit;
}

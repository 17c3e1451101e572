using System.Collections.Concurrent;

namespace CollabLLM.Data.Sessions;

/// <summary>The replies in the making of this host, at most one per session. They go on when the browser leaves and end with a commit.</summary>
public sealed class LiveReplies(ReplyRun run) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, LiveReply> replies = [];
    private readonly CancellationTokenSource host = new();

    /// <summary>The reply of a session in the making, or the last one that ended a moment ago.</summary>
    public LiveReply? Find(Guid sessionId) => replies.GetValueOrDefault(sessionId);

    public int InTheMaking => replies.Values.Count(r => !r.IsEnded);

    // The source itself is left to the collector: it has no timer and no wait handle to free, and a host that is disposed of
    // while it stops for a second reason still asks for its token.
    public void Dispose() => host.Cancel();

    /// <summary>Begins the reply to a turn that is committed and waiting. Begun twice, it is made once.</summary>
    internal LiveReply Start(Guid sessionId, int turnNumber)
    {
        var fresh = new LiveReply(sessionId, turnNumber, host.Token);
        var reply = replies.AddOrUpdate(sessionId, fresh, (_, current) => current.TurnNumber == turnNumber && !current.IsEnded ? current : fresh);
        if (ReferenceEquals(reply, fresh)) _ = Task.Run(() => MakeAsync(fresh), CancellationToken.None);
        else fresh.Dispose();
        return reply;
    }

    /// <summary>Leaves turns in the making as they are; the next start of the host finds them waiting.</summary>
    internal async Task LeaveAsync(CancellationToken ct)
    {
        await host.CancelAsync();
        await Task.WhenAll(replies.Values.Select(r => r.Ended)).WaitAsync(ct);
    }

    private async Task MakeAsync(LiveReply reply)
    {
        try
        {
            await run.RunAsync(reply, host.Token);
        }
        finally
        {
            if (!reply.IsEnded) reply.End(LiveReplyState.Failed);
            // A page that is between two looks still finds how it ended; then the database is the only source.
            await Task.Delay(TimeSpan.FromSeconds(5), CancellationToken.None);
            replies.TryRemove(new(reply.SessionId, reply));
            reply.Dispose();
        }
    }
}

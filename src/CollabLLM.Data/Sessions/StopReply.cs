namespace CollabLLM.Data.Sessions;

/// <summary>Stops the reply that is being made; what is written so far is kept as the reply.</summary>
public sealed class StopReply(LiveReplies replies)
{
    /// <returns>Once the stop is committed; false: no reply was being made.</returns>
    public async Task<bool> RunAsync(Guid sessionId, CancellationToken ct)
    {
        if (replies.Find(sessionId) is not { IsEnded: false } reply) return false;
        reply.Stop();
        await reply.Ended.WaitAsync(ct);
        return true;
    }
}

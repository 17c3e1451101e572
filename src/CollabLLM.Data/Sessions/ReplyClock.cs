using CollabLLM.Core.Policies;
using CollabLLM.Core.Sessions;
using Microsoft.Extensions.AI;

namespace CollabLLM.Data.Sessions;

/// <summary>
/// Measures one attempt by the monotonic clock; what the engine itself tells goes before. The wall clock is read once, at the start:
/// later moments are that one plus measured time, so that no step of the wall clock puts a reply before its message.
/// </summary>
internal sealed class ReplyClock(TimeProvider clock, PreparedReply prepared)
{
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();
    private readonly long started = clock.GetTimestamp();
    private TimeSpan? firstToken;
    private ReplyFacts? told;

    public void Note(ChatResponseUpdate update)
    {
        if (update.Text.Length > 0) firstToken ??= clock.GetElapsedTime(started);
        if (update.AdditionalProperties?.TryGetValue(ReplyProperties.Facts, out ReplyFacts? facts) is true) told = facts;
    }

    public ReplyEnd End(ReplyOutcome outcome, string text, string? reason, string finish)
    {
        var whole = clock.GetElapsedTime(started);
        var measured = new ReplyFacts(
            prepared.Policy.Model, prepared.Seed, null, null, null, null, firstToken?.TotalMilliseconds, (whole - firstToken)?.TotalMilliseconds, finish);
        return new(outcome, text, reason, told ?? measured, startedAt, startedAt + firstToken, startedAt + whole);
    }
}

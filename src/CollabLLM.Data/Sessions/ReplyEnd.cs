using CollabLLM.Core.Policies;
using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Sessions;

/// <summary>How one attempt ended, not yet committed.</summary>
internal sealed record ReplyEnd(
    ReplyOutcome Outcome, string Text, string? Reason, ReplyFacts Facts, DateTimeOffset StartedAt, DateTimeOffset? FirstTokenAt, DateTimeOffset EndedAt);

using CollabLLM.Core.Documents;
using CollabLLM.Core.Ratings;
using CollabLLM.Core.Sessions;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Everything recorded of one session, for coordinators and researchers.</summary>
public sealed record SessionDetail(
    Session Session,
    string Label,
    bool IsBot,
    IReadOnlyList<TurnDetail> Turns,
    IReadOnlyList<Rating> Ratings,
    IReadOnlyList<Answer> Answers,
    IReadOnlyList<DocumentRevision> Revisions,
    IReadOnlyList<DocumentDelta> Deltas,
    IReadOnlyList<TimedEvent> Timed)
{
    public IEnumerable<(string Kind, int Count)> EventCounts => Timed.GroupBy(e => e.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()));
}

/// <summary>A turn with its attempts, in order.</summary>
public sealed record TurnDetail(Turn Turn, IReadOnlyList<ReplyAttempt> Attempts);

/// <summary>When an event of one kind happened.</summary>
public sealed record TimedEvent(string Kind, DateTimeOffset ServerAt);

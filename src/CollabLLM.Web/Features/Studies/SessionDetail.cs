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
    IReadOnlyList<EventCount> Events);

/// <summary>A turn with its attempts, in order.</summary>
public sealed record TurnDetail(Turn Turn, IReadOnlyList<ReplyAttempt> Attempts);

/// <summary>How many events of one kind a session has.</summary>
public sealed record EventCount(string Kind, int Count);

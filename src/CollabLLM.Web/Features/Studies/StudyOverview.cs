using CollabLLM.Core.Sessions;

namespace CollabLLM.Web.Features.Studies;

/// <summary>What a coordinator sees of a running study: who is where, and what wants attention. Arms by code only.</summary>
public sealed record StudyOverview(
    int Arrived,
    int Consented,
    int Started,
    int Completed,
    int Withdrawn,
    IReadOnlyList<SessionRow> Sessions,
    IReadOnlyList<HelpRow> OpenHelp);

/// <summary>One session in the live list.</summary>
/// <param name="Label">Pseudonym of the participant, the same in the exports.</param>
/// <param name="DocumentType">Its name as the participant reads it.</param>
public sealed record SessionRow(
    Guid Id,
    string Label,
    SessionStep Step,
    string? Arm,
    string? DocumentType,
    string? Topic,
    int CompletedTurns,
    int FlaggedTurns,
    int FailedTurns,
    DateTimeOffset StartedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset? CompletedAt,
    string? ExclusionReason,
    bool IsBot,
    TimeSplit Time);

/// <summary>A question that waits for the coordinator.</summary>
public sealed record HelpRow(Guid Id, Guid SessionId, string Label, string Text, DateTimeOffset AskedAt);

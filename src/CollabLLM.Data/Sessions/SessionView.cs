using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Sessions;

/// <summary>Everything that a participant's page needs, and nothing that would tell the arm or the policy.</summary>
/// <param name="Definition">The study file without arms, scoring and seed.</param>
/// <param name="Type">The document type; null until consent.</param>
/// <param name="DueCheckpoint">Completed turns after which an interaction rating is due and not given; null when none is.</param>
/// <param name="Ratings">The latest for each question and turn.</param>
/// <param name="Answers">The latest for each question.</param>
/// <param name="Document">The latest revision; null while there is none.</param>
/// <param name="CompletionCode">Only after everything is committed.</param>
public sealed record SessionView(
    Guid SessionId,
    Guid StudyId,
    string Slug,
    StudyState StudyState,
    StudyDefinition Definition,
    SessionStep Step,
    DocumentType? Type,
    string? Topic,
    IReadOnlyList<IntakeAnswer> Intake,
    DateTimeOffset StartedAt,
    DateTimeOffset? CoWritingStartedAt,
    string? ActiveTab,
    int CompletedTurns,
    int? DueCheckpoint,
    IReadOnlyList<TurnView> Turns,
    IReadOnlyList<RatingView> Ratings,
    IReadOnlyList<AnswerView> Answers,
    RevisionView? Document,
    IReadOnlyList<HelpView> Help,
    PauseView Pauses,
    bool ConsentsToTraining,
    bool IsBot,
    string? CompletionCode,
    int Version)
{
    /// <summary>Sequence of the last stored change of the document; null where single changes are not kept.</summary>
    public int? LastChange { get; init; }

    public bool IsPaused => Pauses.Since is not null;

    public bool CanFinish => Step == SessionStep.CoWriting && CompletedTurns >= Definition.Turns.MinimumTurns && DueCheckpoint is null && Turns.All(t => t.State is not (TurnState.Waiting or TurnState.Choosing));

    /// <summary>The same page once a reply has ended, without reading it anew.</summary>
    public SessionView After(SettledTurn settled) => this with
    {
        Turns = [.. Turns.Select(t => t.Number == settled.Turn.Number ? settled.Turn : t)],
        CompletedTurns = settled.CompletedTurns,
        DueCheckpoint = Checkpoints.Due(Definition, Step, settled.CompletedTurns, Ratings.Select(r => (r.Question, r.Turn))),
    };

    public bool MaximumReached => CompletedTurns >= Definition.Turns.MaximumTurns;
}

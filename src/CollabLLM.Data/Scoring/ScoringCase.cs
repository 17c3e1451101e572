using CollabLLM.Core.Conversations;
using CollabLLM.Core.Exports;
using CollabLLM.Core.Policies;
using CollabLLM.Core.Rewards;
using CollabLLM.Core.Sessions;
using CollabLLM.Core.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Scoring;

/// <summary>One turn to be scored, with everything that is known of it.</summary>
/// <param name="StableId">Name of the session that seeds derive from: the same before an export and after its import.</param>
/// <param name="Document">The participant's final document; empty: none.</param>
/// <param name="Seen">The document as the policy saw it at this turn; null where the study does not show it.</param>
internal sealed record ScoringCase(
    ScoringPlan Plan, StudyDefinition Study, ArmDefinition Arm, Session Session, string StableId, IReadOnlyList<Turn> Turns, int Turn, string Document, string? Seen = null)
{
    public Conversation Prompt { get; } = SessionConversation.Prompt(Turns, Turn);

    public string GivenReply => Turns.Single(t => t.Number == Turn).Reply!;

    public IReadOnlyList<Message> Continuation => SessionConversation.After(Turns, Turn);

    public IReadOnlyList<string> Names => SessionGoal.Names(Session);

    /// <summary>A policy as it answered at this turn: with the document of that moment, where the study shows it.</summary>
    public PolicyDefinition Seeing(PolicyDefinition policy) => PolicyPrompt.Seeing(policy, Seen);

    /// <summary>All that a policy is asked with at this turn.</summary>
    public Conversation Asked(PolicyDefinition policy) =>
        Seeing(policy).SystemPrompt is { Length: > 0 } system ? new(Prompt.Prepend(Message.System(system))) : Prompt;

    public RewardQuestion Question(string reply) =>
        new(Prompt.With(Message.Assistant(reply)), SessionGoal.Brief(Study, Session), Plan.IsHindsight && Document.Length > 0 ? Document : null, Document.Length > 0 ? Document : null);

    /// <returns>Null when the participant withdrew since, or withdrew the consent to training.</returns>
    public static async Task<ScoringCase?> LoadAsync(CollabDbContext db, ScoringLease lease, CancellationToken ct)
    {
        var run = await db.ScoringRuns.AsNoTracking().SingleAsync(r => r.Id == lease.RunId, ct);
        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == lease.SessionId, ct);
        var consents = await db.Participants.Where(p => p.Id == session.ParticipantId).Select(p => p.ConsentsToTraining && p.WithdrawnAt == null).SingleAsync(ct);
        if (!consents) return null;
        var definition = (await db.Studies.AsNoTracking().SingleAsync(s => s.Id == session.StudyId, ct)).Definition();
        var turns = await db.Turns.AsNoTracking().Where(t => t.SessionId == session.Id).OrderBy(t => t.Number).ToListAsync(ct);
        var document = (await FinalDocument.OfAsync(db, [session.Id], ct)).GetValueOrDefault(session.Id) ?? "";
        return new ScoringCase(
            ScoringPlan.FromJson(run.OptionsJson), definition, definition.Arms.Single(a => a.Code == session.Arm), session, Pseudonym.Text(session.Id), turns, lease.Turn, document,
            definition.Session.PolicySeesDocument ? await SeenAsync(db, session.Id, turns.Single(t => t.Number == lease.Turn).SentAt, ct) : null);
    }

    private static Task<string?> SeenAsync(CollabDbContext db, Guid session, DateTimeOffset sentAt, CancellationToken ct) =>
        db.Revisions.Where(r => r.SessionId == session && r.At <= sentAt).OrderByDescending(r => r.Number).Select(r => (string?)r.Text).FirstOrDefaultAsync(ct);
}

using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Scoring;

/// <summary>Sessions that may be scored: completed, with an exchange, by a participant who agreed to training and did not withdraw.</summary>
public static class ScorableSessions
{
    public static IQueryable<Session> Of(CollabDbContext db) => db.Sessions
        .Where(s => s.Step == SessionStep.Completed && s.CompletedTurns > 0)
        .Where(s => db.Participants.Any(p => p.Id == s.ParticipantId && p.ConsentsToTraining && p.WithdrawnAt == null));
}

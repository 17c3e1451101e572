using CollabLLM.Data;
using CollabLLM.Data.Audit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>A researcher accepts or rejects a pair, or takes that back, with a note; the decision goes into the exports.</summary>
internal sealed class DecidePair(IDbContextFactory<CollabDbContext> databases, AuditTrail audit, TimeProvider clock)
{
    /// <param name="decision">accepted, rejected, or null: not decided, but perhaps noted.</param>
    public async Task RunAsync(Guid studyId, Guid pairId, string? decision, string? note, string by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (words, now) = (string.IsNullOrWhiteSpace(note) ? null : note.Trim(), clock.GetUtcNow());
        string? before;
        if (await db.Pairs.SingleOrDefaultAsync(p => p.Id == pairId && db.ScoringRuns.Any(r => r.Id == p.RunId && r.StudyId == studyId), ct) is { } pair)
        {
            before = pair.Decision;
            pair.Decide(decision, words, by, now);
        }
        else
        {
            var human = await db.HumanPairs.SingleAsync(p => p.Id == pairId && db.Sessions.Any(s => s.Id == p.SessionId && s.StudyId == studyId), ct);
            before = human.Decision;
            human.Decide(decision, words, by, now);
        }
        await audit.SaveAsync(db, by, "pair.decided", $"pair/{pairId}", before, decision, words, ct);
    }
}

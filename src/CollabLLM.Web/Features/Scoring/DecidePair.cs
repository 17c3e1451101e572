using CollabLLM.Data;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>A researcher accepts or rejects a pair, or takes that back, with a note; the decision goes into the exports.</summary>
internal sealed class DecidePair(IDbContextFactory<CollabDbContext> databases, TimeProvider clock)
{
    /// <param name="decision">accepted, rejected, or null: not decided, but perhaps noted.</param>
    public async Task RunAsync(Guid studyId, Guid pairId, string? decision, string? note, string by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var pair = await db.Pairs.SingleAsync(p => p.Id == pairId && db.ScoringRuns.Any(r => r.Id == p.RunId && r.StudyId == studyId), ct);
        pair.Decide(decision, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), by, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}

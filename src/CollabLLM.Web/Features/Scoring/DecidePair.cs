using CollabLLM.Data;
using CollabLLM.Data.Audit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Scoring;

/// <summary>A researcher accepts or rejects a pair, with a note; the decision goes into the exports.</summary>
internal sealed class DecidePair(IDbContextFactory<CollabDbContext> databases, AuditTrail audit, TimeProvider clock)
{
    public async Task RunAsync(Guid pairId, string decision, string? note, string by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var pair = await db.Pairs.SingleAsync(p => p.Id == pairId, ct);
        var before = pair.Decision;
        pair.Decide(decision, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), by, clock.GetUtcNow());
        await audit.SaveAsync(db, by, "pair.decided", $"pair/{pairId}", before, pair.Decision, pair.Note, ct);
    }
}

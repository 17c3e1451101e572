using CollabLLM.Data;
using CollabLLM.Data.Audit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Audit;

/// <summary>Pages of the audit trail, newest entries first.</summary>
internal sealed class ReadAudit(IDbContextFactory<CollabDbContext> databases)
{
    public const int PageSize = 50;

    /// <param name="page">From 1.</param>
    public async Task<(int Total, IReadOnlyList<AuditEntry> Entries)> PageAsync(int page, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var total = await db.Audit.CountAsync(ct);
        return (total, await db.Audit.AsNoTracking().OrderByDescending(e => e.Sequence).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct));
    }

    public async Task<AuditVerdict> VerifyAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await AuditTrail.VerifyAsync(db, ct);
    }
}

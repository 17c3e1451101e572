using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Accounts;

/// <summary>Which studies an account may see, and as what. Administrators see all; others the studies that they are members of.</summary>
internal sealed class StudyAccess(IDbContextFactory<CollabDbContext> databases)
{
    public async Task<IReadOnlyList<Study>> StudiesAsync(ClaimsPrincipal account, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Visible(db, account).OrderByDescending(s => s.CreatedAt).ToListAsync(ct);
    }

    /// <returns>Null both for an unknown study and for one that this account may not see: the difference tells nothing.</returns>
    public async Task<Study?> FindAsync(ClaimsPrincipal account, string slug, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Visible(db, account).SingleOrDefaultAsync(s => s.Slug == slug, ct);
    }

    public async Task<bool> MayCoordinateAsync(ClaimsPrincipal account, Guid studyId, CancellationToken ct)
    {
        if (account.IsInRole(Roles.Administrator)) return true;
        if (IdOf(account) is not { } id) return false;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.StudyMembers.AnyAsync(m => m.StudyId == studyId && m.AccountId == id && m.Role == Roles.Coordinator, ct);
    }

    private static IQueryable<Study> Visible(CollabDbContext db, ClaimsPrincipal account)
    {
        var studies = db.Studies.AsNoTracking();
        if (account.IsInRole(Roles.Administrator)) return studies;
        var id = IdOf(account) ?? Guid.Empty;
        return studies.Where(s => db.StudyMembers.Any(m => m.StudyId == s.Id && m.AccountId == id));
    }

    private static Guid? IdOf(ClaimsPrincipal account) =>
        Guid.TryParse(account.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}

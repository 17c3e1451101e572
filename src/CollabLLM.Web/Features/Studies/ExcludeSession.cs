using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Leaves a session out of the per-protocol analysis with a reason, or takes it back in with an empty one.</summary>
internal sealed class ExcludeSession(IDbContextFactory<CollabDbContext> databases, StudyAccess access)
{
    /// <exception cref="StudyRuleException">The account may not coordinate this study.</exception>
    public async Task RunAsync(ClaimsPrincipal account, Guid studyId, Guid sessionId, string? reason, CancellationToken ct)
    {
        if (!await access.MayCoordinateAsync(account, studyId, ct))
            throw new StudyRuleException("Only a coordinator of this study can exclude a session.");
        await using var db = await databases.CreateDbContextAsync(ct);
        var session = await db.Sessions.SingleAsync(s => s.Id == sessionId && s.StudyId == studyId, ct);
        session.Exclude(string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        await db.SaveChangesAsync(ct);
    }
}

using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Audit;
using CollabLLM.Web.Features.Accounts;
using CollabLLM.Web.Features.Audit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Leaves a session out of the per-protocol analysis with a reason, or takes it back in with an empty one.</summary>
internal sealed class ExcludeSession(IDbContextFactory<CollabDbContext> databases, StudyAccess access, AuditTrail audit)
{
    /// <exception cref="StudyRuleException">The account may not coordinate this study.</exception>
    public async Task RunAsync(ClaimsPrincipal account, Guid studyId, Guid sessionId, string? reason, CancellationToken ct)
    {
        if (!await access.MayCoordinateAsync(account, studyId, ct))
            throw new StudyRuleException("Only a coordinator of this study can exclude a session.");
        await using var db = await databases.CreateDbContextAsync(ct);
        var session = await db.Sessions.SingleAsync(s => s.Id == sessionId && s.StudyId == studyId, ct);
        var before = session.ExclusionReason;
        session.Exclude(string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        if (session.ExclusionReason == before) return;
        var deed = session.ExclusionReason is null ? "session.included" : "session.excluded";
        await audit.SaveAsync(db, account.AuditName(), deed, $"session/{sessionId}", before, session.ExclusionReason, session.ExclusionReason, ct);
    }
}

using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Audit;
using CollabLLM.Web.Features.Accounts;
using CollabLLM.Web.Features.Audit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Opens, pauses or closes a study.</summary>
internal sealed class ChangeStudyState(IDbContextFactory<CollabDbContext> databases, StudyAccess access, AuditTrail audit)
{
    /// <exception cref="StudyRuleException">The account may not coordinate this study.</exception>
    public async Task RunAsync(ClaimsPrincipal account, Guid studyId, StudyState state, CancellationToken ct)
    {
        if (!await access.MayCoordinateAsync(account, studyId, ct))
            throw new StudyRuleException("Only a coordinator of this study can open, pause or close it.");
        await using var db = await databases.CreateDbContextAsync(ct);
        var study = await db.Studies.SingleAsync(s => s.Id == studyId, ct);
        var before = study.State;
        study.MoveTo(state);
        await audit.SaveAsync(db, account.AuditName(), "study.state", $"study/{studyId}", before.ToString(), state.ToString(), null, ct);
    }
}

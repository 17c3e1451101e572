using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Opens, pauses or closes a study.</summary>
internal sealed class ChangeStudyState(IDbContextFactory<CollabDbContext> databases, StudyAccess access)
{
    /// <exception cref="StudyRuleException">The account may not coordinate this study.</exception>
    public async Task RunAsync(ClaimsPrincipal account, Guid studyId, StudyState state, CancellationToken ct)
    {
        if (!await access.MayCoordinateAsync(account, studyId, ct))
            throw new StudyRuleException("Only a coordinator of this study can open, pause or close it.");
        await using var db = await databases.CreateDbContextAsync(ct);
        var study = await db.Studies.SingleAsync(s => s.Id == studyId, ct);
        study.MoveTo(state);
        await db.SaveChangesAsync(ct);
    }
}

using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Web.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Answers what a participant asked; the answer appears on the participant's page.</summary>
internal sealed class AnswerHelp(IDbContextFactory<CollabDbContext> databases, StudyAccess access, TimeProvider clock)
{
    /// <exception cref="StudyRuleException">The account may not coordinate this study.</exception>
    public async Task RunAsync(ClaimsPrincipal account, Guid studyId, Guid requestId, string reply, CancellationToken ct)
    {
        if (!await access.MayCoordinateAsync(account, studyId, ct))
            throw new StudyRuleException("Only a coordinator of this study can answer its participants.");
        await using var db = await databases.CreateDbContextAsync(ct);
        var request = await db.HelpRequests.SingleAsync(h => h.Id == requestId && db.Sessions.Any(s => s.Id == h.SessionId && s.StudyId == studyId), ct);
        request.Answer(reply, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}

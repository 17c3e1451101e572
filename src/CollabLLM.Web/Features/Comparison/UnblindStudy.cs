using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Audit;
using CollabLLM.Web.Features.Accounts;
using CollabLLM.Web.Features.Audit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Comparison;

/// <summary>Reveals the true names of the arms, for good; who did it, when, why and in which state of the study goes into the audit trail.</summary>
internal sealed class UnblindStudy(IDbContextFactory<CollabDbContext> databases, StudyAccess access, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="StudyRuleException">The account may not coordinate this study, or gave no reason.</exception>
    public async Task RunAsync(ClaimsPrincipal account, Guid studyId, string? reason, CancellationToken ct)
    {
        if (!await access.MayCoordinateAsync(account, studyId, ct)) throw new StudyRuleException("Only a coordinator of this study can unblind it.");
        if (string.IsNullOrWhiteSpace(reason)) throw new StudyRuleException("Say why the study is unblinded: the reason goes into the audit trail.");
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var study = await db.Studies.SingleAsync(s => s.Id == studyId, ct);
        if (study.IsUnblinded) return;
        study.Unblind(clock.GetUtcNow());
        await audit.AppendAsync(db, account.AuditName(), "study.unblinded", $"study/{study.Id}", $"blind, {study.State}", "unblinded", reason.Trim(), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}

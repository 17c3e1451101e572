using CollabLLM.Data;
using CollabLLM.Data.Accounts;
using CollabLLM.Data.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Accounts;

/// <summary>Makes an account from an invitation and signs it in. Account and used invitation are one transaction.</summary>
internal sealed class AcceptInvitation(CollabDbContext db, UserManager<Account> accounts, RoleManager<IdentityRole<Guid>> roles, SignInManager<Account> signIn, AuditTrail audit, TimeProvider clock)
{
    public async Task<bool> IsUsableAsync(string token, CancellationToken ct) => await FindAsync(token, ct) is not null;

    /// <returns>Sentences that say what is wrong; empty when the account was made.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(string token, string email, string displayName, string password, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var invitation = await FindAsync(token, ct);
        if (invitation is null) return ["This invitation was used already or has expired. Ask an administrator for a new one."];

        var account = new Account { Id = Guid.CreateVersion7(clock.GetUtcNow()), UserName = email, Email = email, DisplayName = displayName };
        var created = await accounts.CreateAsync(account, password);
        if (!created.Succeeded) return [.. created.Errors.Select(e => e.Description)];

        if (!await roles.RoleExistsAsync(invitation.Role)) await roles.CreateAsync(new IdentityRole<Guid>(invitation.Role) { Id = Guid.CreateVersion7(clock.GetUtcNow()) });
        await accounts.AddToRoleAsync(account, invitation.Role);
        if (invitation.StudyId is { } study) db.StudyMembers.Add(new StudyMember(study, account.Id, invitation.Role));
        invitation.Use(clock.GetUtcNow());
        await audit.AppendAsync(db, email, "account.made", $"account/{account.Id}", null, invitation.Role, null, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await signIn.SignInAsync(account, isPersistent: true);
        return [];
    }

    private async Task<Invitation?> FindAsync(string token, CancellationToken ct)
    {
        var hash = Invite.Hash(token);
        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash, ct);
        return invitation?.IsUsable(clock.GetUtcNow()) is true ? invitation : null;
    }
}

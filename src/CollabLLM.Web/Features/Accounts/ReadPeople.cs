using CollabLLM.Core.Studies;
using CollabLLM.Data;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Accounts;

/// <summary>An account as administrators see it.</summary>
public sealed record Person(string Name, string Email, string Roles);

/// <summary>Reads accounts and studies for the page of people.</summary>
internal sealed class ReadPeople(IDbContextFactory<CollabDbContext> databases)
{
    public async Task<(IReadOnlyList<Person> People, IReadOnlyList<Study> Studies)> RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var roles = (await db.UserRoles.Join(db.Roles, u => u.RoleId, r => r.Id, (u, r) => new { u.UserId, r.Name }).ToListAsync(ct)).ToLookup(r => r.UserId, r => r.Name);
        var accounts = await db.Users.AsNoTracking().OrderBy(a => a.Email).ToListAsync(ct);
        var studies = await db.Studies.AsNoTracking().OrderBy(s => s.Title).ToListAsync(ct);
        return ([.. accounts.Select(a => new Person(a.DisplayName, a.Email ?? "", string.Join(", ", roles[a.Id])))], studies);
    }
}

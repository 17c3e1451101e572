using System.Security.Cryptography;
using System.Text;
using CollabLLM.Data;
using CollabLLM.Data.Accounts;
using CollabLLM.Data.Audit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Accounts;

/// <summary>Makes a one-time link by which somebody makes an account. The secret is shown once; the database keeps its hash.</summary>
internal sealed class Invite(IDbContextFactory<CollabDbContext> databases, AuditTrail audit, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <param name="by">Who invites, for the audit trail.</param>
    /// <returns>Path of the link, such as <c>/invitation/…</c>.</returns>
    public async Task<string> RunAsync(string by, string role, Guid? studyId, CancellationToken ct)
    {
        if (!Roles.All.Contains(role)) throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role.");
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        var now = clock.GetUtcNow();

        await using var db = await databases.CreateDbContextAsync(ct);
        db.Invitations.Add(new Invitation(Hash(token), role, studyId, now, now + Lifetime));
        await audit.SaveAsync(db, by, "invitation.made", studyId is { } study ? $"study/{study}" : "installation", null, role, null, ct);
        return $"/invitation/{token}";
    }

    /// <summary>For a new installation: a link for its first administrator; null when an account exists already.</summary>
    public async Task<string?> FirstAsync(CancellationToken ct)
    {
        await using (var db = await databases.CreateDbContextAsync(ct))
            if (await db.Users.AnyAsync(ct))
                return null;
        return await RunAsync("installation", Roles.Administrator, studyId: null, ct);
    }

    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

using CollabLLM.Core.Studies;
using CollabLLM.Data;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Join;

/// <summary>Reads what the first page of a study says; null: there is no such study, or it is only a draft.</summary>
internal sealed class ReadInvitationToJoin(IDbContextFactory<CollabDbContext> databases, WarmPolicies policies)
{
    public async Task<InvitationToJoin?> RunAsync(string slug, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var study = await db.Studies.AsNoTracking().SingleOrDefaultAsync(s => s.Slug == slug && s.State != StudyState.Draft, ct);
        if (study is null) return null;
        var definition = study.Definition();
        if (study.State == StudyState.Open) policies.Begin(definition);
        return new InvitationToJoin(study.Title, definition.Welcome, study.State == StudyState.Open);
    }
}

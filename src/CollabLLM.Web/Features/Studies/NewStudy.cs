using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Accounts;
using CollabLLM.Data.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Makes a study from the text of a study file; who makes it is its coordinator.</summary>
internal sealed class NewStudy(CreateStudy create, IDbContextFactory<CollabDbContext> databases)
{
    /// <returns>Sentences that say what is wrong; empty: the study was made.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(ClaimsPrincipal account, string slug, string json, CancellationToken ct)
    {
        var (definition, problems) = StudyDefinitionValidator.Read(json);
        if (definition is null) return problems;
        switch (await create.RunAsync(slug, definition, StudyState.Draft, ct))
        {
            case CreateResult.Created made:
                await AddMemberAsync(account, made.StudyId, ct);
                return [];
            case CreateResult.SlugTaken:
                return [$"There is a study '{slug}' already. Choose another name for the link."];
            case CreateResult.Invalid invalid:
                return invalid.Problems;
            default:
                throw new InvalidOperationException("Unknown result.");
        }
    }

    private async Task AddMemberAsync(ClaimsPrincipal account, Guid studyId, CancellationToken ct)
    {
        if (!Guid.TryParse(account.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return;
        await using var db = await databases.CreateDbContextAsync(ct);
        db.StudyMembers.Add(new StudyMember(studyId, id, Roles.Coordinator));
        await db.SaveChangesAsync(ct);
    }
}

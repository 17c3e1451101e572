using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Accounts;
using CollabLLM.Data.Audit;
using CollabLLM.Data.Studies;
using CollabLLM.Web.Features.Audit;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Makes a study from the text of a study file; who makes it is its coordinator.</summary>
internal sealed class NewStudy(CreateStudy create, AuditTrail audit)
{
    /// <returns>Sentences that say what is wrong; empty: the study was made.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(ClaimsPrincipal account, string slug, string json, CancellationToken ct)
    {
        var (definition, problems) = StudyDefinitionValidator.Read(json);
        if (definition is null) return problems;
        switch (await create.RunAsync(slug, definition, StudyState.Draft, ct, (db, study) => SaveAsync(account, db, study, ct)))
        {
            case CreateResult.Created:
                return [];
            case CreateResult.SlugTaken:
                return [$"There is a study '{slug}' already. Choose another name for the link."];
            case CreateResult.Invalid invalid:
                return invalid.Problems;
            default:
                throw new InvalidOperationException("Unknown result.");
        }
    }

    private Task SaveAsync(ClaimsPrincipal account, CollabDbContext db, Study study, CancellationToken ct)
    {
        if (Guid.TryParse(account.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) db.StudyMembers.Add(new StudyMember(study.Id, id, Roles.Coordinator));
        return audit.SaveAsync(db, account.AuditName(), "study.made", $"study/{study.Id}", null, study.DefinitionHash, null, ct);
    }
}

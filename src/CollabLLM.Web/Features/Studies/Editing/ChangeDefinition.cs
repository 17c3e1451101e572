using System.Security.Claims;
using CollabLLM.Core.Studies;
using CollabLLM.Data;
using CollabLLM.Data.Audit;
using CollabLLM.Web.Features.Accounts;
using CollabLLM.Web.Features.Audit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Web.Features.Studies.Editing;

/// <summary>Changes a study that nobody has joined yet.</summary>
internal sealed class ChangeDefinition(IDbContextFactory<CollabDbContext> databases, StudyAccess access, AuditTrail audit)
{
    /// <returns>Sentences that say what is wrong; empty: it is saved.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(ClaimsPrincipal account, Guid studyId, StudyDefinition definition, CancellationToken ct)
    {
        if (!await access.MayCoordinateAsync(account, studyId, ct)) return ["Only a coordinator of this study can change it."];
        // The text is read back as a file would be, so that form and file are held to the same rules.
        var (sound, problems) = StudyDefinitionValidator.Read(definition.ToJson());
        if (sound is null) return problems;
        await using var db = await databases.CreateDbContextAsync(ct);
        var study = await db.Studies.SingleAsync(s => s.Id == studyId, ct);
        var before = study.DefinitionHash;
        try
        {
            study.Redefine(sound);
        }
        catch (StudyRuleException frozen)
        {
            return [frozen.Message];
        }
        if (study.DefinitionHash == before) return [];
        await audit.SaveAsync(db, account.AuditName(), "study.changed", $"study/{studyId}", before, study.DefinitionHash, null, ct);
        return [];
    }
}

using System.Text.RegularExpressions;
using CollabLLM.Core.Studies;
using CollabLLM.Data.Connections;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Studies;

/// <summary>Creates a study from its definition, in the state that is asked for.</summary>
public sealed partial class CreateStudy(IDbContextFactory<CollabDbContext> databases, TimeProvider clock)
{
    /// <param name="save">Commits the new study together with what belongs to it; null: there is nothing else.</param>
    public Task<CreateResult> RunAsync(string slug, StudyDefinition definition, StudyState state, CancellationToken ct, Func<CollabDbContext, Study, Task>? save = null) => databases.RetryAsync<CreateResult>(
        async db =>
        {
            var problems = StudyDefinitionValidator.Problems(definition).ToList();
            if (!Slug().IsMatch(slug)) problems.Insert(0, $"The name in the link, '{slug}', must have 2 to 64 lower-case letters, digits and hyphens.");
            if (problems.Count > 0) return new CreateResult.Invalid(problems);
            if (await db.Studies.Where(s => s.Slug == slug).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct) is { } taken) return new CreateResult.SlugTaken(taken);
            var study = new Study(slug, definition, clock.GetUtcNow());
            study.MoveTo(state);
            db.Studies.Add(study);
            await (save?.Invoke(db, study) ?? db.SaveChangesAsync(ct));
            return new CreateResult.Created(study.Id);
        },
        ct);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,63}$")]
    private static partial Regex Slug();
}

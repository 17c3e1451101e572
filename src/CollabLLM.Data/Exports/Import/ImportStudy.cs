using CollabLLM.Core.Studies;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Exports.Import;

/// <summary>
/// Loads the archive of a study into an installation that does not have it. Pseudonyms become the identifiers, so that the study exports
/// again as it was. All or nothing: one transaction.
/// </summary>
public sealed class ImportStudy(IDbContextFactory<CollabDbContext> databases)
{
    /// <returns>The study's name.</returns>
    /// <exception cref="ImportException">The archive cannot be loaded; nothing was written.</exception>
    public async Task<string> RunAsync(Stream file, CancellationToken ct)
    {
        using var archive = ArchiveReader.Open(file);
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var slug = archive.Manifest.Study;
        if (await db.Studies.AnyAsync(s => s.Slug == slug, ct)) throw new ImportException($"There is a study '{slug}' here already. An export is loaded only where its study is not.");

        var rows = new Restoring(db);
        try
        {
            var study = AddStudy(archive, rows);
            await rows.SaveAsync(ct);
            await new SessionImport(archive, rows, study).RunAsync(ct);
            await new ScoringImport(archive, rows, study).RunAsync(ct);
            await transaction.CommitAsync(ct);
            return slug;
        }
        catch (DbUpdateException fault)
        {
            throw new ImportException($"The archive contradicts itself: {fault.InnerException?.Message ?? fault.Message}", fault);
        }
    }

    private static Study AddStudy(ArchiveReader archive, Restoring rows)
    {
        var manifest = archive.Manifest;
        var study = new Study(manifest.Study, archive.Definition, Moment(manifest.CreatedAt)!.Value);
        // Nobody joins a study that was collected elsewhere.
        study.MoveTo(StudyState.Closed);
        if (Moment(manifest.FrozenAt) is { } frozen) study.Freeze(frozen);
        if (Moment(manifest.UnblindedAt) is { } unblinded) study.Unblind(unblinded);
        rows.Add(study, ("Id", Guid.Parse(manifest.StudyId)));
        return study;
    }

    private static DateTimeOffset? Moment(string? text) =>
        text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}

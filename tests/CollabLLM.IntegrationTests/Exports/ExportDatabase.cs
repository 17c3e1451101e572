using CollabLLM.Core.Exports;
using CollabLLM.Data;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Exports;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Exports;

/// <summary>A migrated database of its own with the sample study, and its exports as texts.</summary>
public sealed class ExportDatabase(DatabaseProvider provider = DatabaseProvider.Sqlite) : IDbContextFactory<CollabDbContext>, IDisposable
{
    private readonly TestDatabase database = TestDatabase.Create(provider);

    /// <summary>How another process reaches it.</summary>
    public DatabaseOptions Options => database.Options;

    public CollabDbContext CreateDbContext() => database.CreateDbContext();

    public async Task<SampleStudy> StudyAsync(Action<SampleStudy> sessions, Core.Studies.StudyDefinition? definition = null)
    {
        await using var db = CreateDbContext();
        var study = new SampleStudy(db, definition);
        study.Begin();
        sessions(study);
        await db.SaveChangesAsync();
        return study;
    }

    public async Task<string> TableAsync(string name, string format = "csv", string slug = "writing", bool identifiers = false)
    {
        await using var snapshot = (await StudySnapshot.OpenAsync(this, slug, identifiers, default))!;
        var output = new MemoryStream();
        await StudyTables.For(snapshot.Scope).WriteAsync(snapshot, name, ExportFormats.Named(format), output, default);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    public void Dispose() => database.Dispose();
}

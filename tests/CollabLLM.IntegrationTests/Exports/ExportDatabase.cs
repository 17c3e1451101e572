using CollabLLM.Core.Exports;
using CollabLLM.Data;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Exports;
using CollabLLM.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Exports;

/// <summary>A migrated SQLite database of its own in a temporary folder.</summary>
public sealed class ExportDatabase : IDbContextFactory<CollabDbContext>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("collab-export").FullName;
    private readonly DbContextOptions<CollabDbContext> options;

    public ExportDatabase()
    {
        options = (DbContextOptions<CollabDbContext>)new DbContextOptionsBuilder<CollabDbContext>()
            .UseCollabDatabase(new DatabaseOptions { ConnectionString = $"Data Source={Path.Combine(folder, "test.db")};Pooling=False" }).Options;
        using var db = CreateDbContext();
        db.Database.Migrate();
    }

    public CollabDbContext CreateDbContext() => new(options);

    public async Task<SampleStudy> StudyAsync(Action<SampleStudy> sessions)
    {
        await using var db = CreateDbContext();
        var study = new SampleStudy(db);
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

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

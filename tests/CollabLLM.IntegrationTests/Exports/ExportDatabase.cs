using CollabLLM.Core.Exports;
using CollabLLM.Data;
using CollabLLM.Data.Connections;
using CollabLLM.Data.Exports;
using CollabLLM.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.IntegrationTests.Exports;

/// <summary>A migrated SQLite database of its own in a temporary folder.</summary>
public sealed class ExportDatabase : IDbContextFactory<CollabDbContext>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("collab-export").FullName;
    private static readonly Lazy<byte[]> Migrated = new(Migrate);
    private readonly DbContextOptions<CollabDbContext> options;

    public ExportDatabase()
    {
        var file = Path.Combine(folder, "test.db");
        File.WriteAllBytes(file, Migrated.Value);
        options = Options(file);
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

    public void Dispose()
    {
        using (var db = CreateDbContext()) SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        Directory.Delete(folder, recursive: true);
    }

    // Migrating takes seconds; an empty database is the same for every test.
    private static byte[] Migrate()
    {
        var folder = Directory.CreateTempSubdirectory("collab-migrate").FullName;
        var file = Path.Combine(folder, "empty.db");
        using (var db = new CollabDbContext(Options(file)))
        {
            db.Database.Migrate();
            db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }
        var bytes = File.ReadAllBytes(file);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }

    private static DbContextOptions<CollabDbContext> Options(string file) =>
        (DbContextOptions<CollabDbContext>)new DbContextOptionsBuilder<CollabDbContext>()
            .UseCollabDatabase(new DatabaseOptions { ConnectionString = $"Data Source={file}" }).Options;
}

using CollabLLM.Data;
using CollabLLM.Data.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CollabLLM.TestKit;

/// <summary>A migrated database of its own: a SQLite file in a temporary folder, or a database of a real PostgreSQL server.</summary>
public sealed class TestDatabase : IDbContextFactory<CollabDbContext>, IDisposable
{
    private const string Template = "migrated";
    private static readonly Lazy<byte[]> MigratedFile = new(MigrateFile);
    private static readonly Lazy<PostgresServer> MigratedServer = new(MigrateServer);
    private readonly string? folder;

    private TestDatabase(DatabaseOptions options, string? folder) => (Options, this.folder) = (options, folder);

    public DatabaseOptions Options { get; }

    /// <summary>The SQLite file; null on PostgreSQL.</summary>
    public string? File => folder is null ? null : Path.Combine(folder, "test.db");

    /// <summary>Added to each context that this factory makes; for faults.</summary>
    public IInterceptor? Interceptor { get; set; }

    public static TestDatabase Create(DatabaseProvider provider) => provider == DatabaseProvider.Sqlite ? Sqlite() : Postgres();

    public static TestDatabase Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("collab-test").FullName;
        System.IO.File.WriteAllBytes(Path.Combine(folder, "test.db"), MigratedFile.Value);
        return new(SqliteOptions(folder), folder);
    }

    public static TestDatabase Postgres()
    {
        var name = $"t{Guid.CreateVersion7():n}";
        Execute(MigratedServer.Value, $"CREATE DATABASE {name} TEMPLATE {Template}");
        return new(new() { Provider = DatabaseProvider.Postgres, ConnectionString = MigratedServer.Value.ConnectionTo(name) }, null);
    }

    public CollabDbContext CreateDbContext()
    {
        var builder = new DbContextOptionsBuilder<CollabDbContext>();
        builder.UseCollabDatabase(Options);
        if (Interceptor is not null) builder.AddInterceptors(Interceptor);
        return new(builder.Options);
    }

    public void Dispose()
    {
        using (var db = CreateDbContext())
        {
            if (db.Database.GetDbConnection() is SqliteConnection sqlite) SqliteConnection.ClearPool(sqlite);
            else NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());
        }
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }

    // Migrating takes seconds; an empty database is the same for every test.
    private static byte[] MigrateFile()
    {
        var folder = Directory.CreateTempSubdirectory("collab-migrate").FullName;
        using var database = new TestDatabase(SqliteOptions(folder), folder);
        using (var db = database.CreateDbContext())
        {
            db.Database.Migrate();
            db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        return System.IO.File.ReadAllBytes(database.File!);
    }

    private static PostgresServer MigrateServer()
    {
        var server = PostgresServer.Instance;
        Execute(server, $"CREATE DATABASE {Template}");
        using var database = new TestDatabase(new() { Provider = DatabaseProvider.Postgres, ConnectionString = server.ConnectionTo(Template) }, null);
        using var db = database.CreateDbContext();
        db.Database.Migrate();
        return server;
    }

    private static DatabaseOptions SqliteOptions(string folder) => new() { ConnectionString = $"Data Source={Path.Combine(folder, "test.db")}" };

    private static void Execute(PostgresServer server, string sql)
    {
        using var connection = new NpgsqlConnection(server.ConnectionTo("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.Data.Connections;

/// <summary>The one place that turns <see cref="DatabaseOptions"/> into a connected context.</summary>
public static class DatabaseConnection
{
    public static DbContextOptionsBuilder UseCollabDatabase(this DbContextOptionsBuilder builder, DatabaseOptions options) =>
        options.Provider switch
        {
            DatabaseProvider.Sqlite => builder
                .UseSqlite(Absolute(options.ConnectionString), o => o.MigrationsAssembly("CollabLLM.Migrations.Sqlite"))
                .AddInterceptors(new SqlitePragmas()),
            DatabaseProvider.Postgres => builder
                .UseNpgsql(options.ConnectionString, o => o.MigrationsAssembly("CollabLLM.Migrations.Postgres")),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "Unknown database provider."),
        };

    private static string Absolute(string connectionString)
    {
        var parts = new SqliteConnectionStringBuilder(connectionString);
        if (parts.DataSource is "" or ":memory:" || parts.Mode == SqliteOpenMode.Memory) return connectionString;
        parts.DataSource = Path.GetFullPath(parts.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(parts.DataSource)!);
        return parts.ToString();
    }
}

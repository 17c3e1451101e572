using CollabLLM.Data;
using CollabLLM.Data.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CollabLLM.Migrations.Sqlite;

internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CollabDbContext>
{
    public CollabDbContext CreateDbContext(string[] args)
    {
        var options = new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = "Data Source=data/design-time.db" };
        var builder = new DbContextOptionsBuilder<CollabDbContext>();
        builder.UseCollabDatabase(options);
        return new CollabDbContext(builder.Options);
    }
}

using CollabLLM.Data;
using CollabLLM.Data.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CollabLLM.Migrations.Postgres;

internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CollabDbContext>
{
    public CollabDbContext CreateDbContext(string[] args)
    {
        var options = new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = "Host=127.0.0.1;Database=design_time" };
        var builder = new DbContextOptionsBuilder<CollabDbContext>();
        builder.UseCollabDatabase(options);
        return new CollabDbContext(builder.Options);
    }
}

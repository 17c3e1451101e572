using CollabLLM.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CollabLLM.Web.Health;

/// <summary>Whether the database can be read and written.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<CollabDbContext> databases) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            // Asks for the write lock and lets it go: a full disk or a read-only file shows here.
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync("UPDATE \"Studies\" SET \"Slug\" = \"Slug\" WHERE 1 = 0", cancellationToken);
            await transaction.RollbackAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Degraded("The database cannot be written.", failure);
        }
    }
}

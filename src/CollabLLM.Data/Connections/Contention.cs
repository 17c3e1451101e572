using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CollabLLM.Data.Connections;

/// <summary>
/// Two writers at once: the database's unique indexes and concurrency tokens let one through, and the other reads anew and tries again.
/// Everything else that a database says goes up unchanged.
/// </summary>
internal static class Contention
{
    private const int Tries = 200;

    /// <param name="work">Reads, decides and saves once. Runs again from the start, on a new context, after it lost a race.</param>
    public static async Task<T> RetryAsync<T>(this IDbContextFactory<CollabDbContext> databases, Func<CollabDbContext, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            try
            {
                return await work(db);
            }
            catch (DbUpdateException fault) when (attempt < Tries && IsRace(fault))
            {
                // Read anew.
            }
        }
    }

    private static bool IsRace(DbUpdateException fault) => fault is DbUpdateConcurrencyException || fault.InnerException switch
    {
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        _ => false,
    };
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CollabLLM.TestKit;

/// <summary>A database that cannot be reached: no connection is opened while this stands in its way.</summary>
public sealed class Outage : DbConnectionInterceptor
{
    private const int CannotOpen = 14;

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        throw new SqliteException("unable to open database file", CannotOpen);
}

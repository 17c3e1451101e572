using System.Data.Common;
using CollabLLM.Core.Documents;
using CollabLLM.Data.Documents;
using CollabLLM.Data.Sessions;
using CollabLLM.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CollabLLM.IntegrationTests.Sessions;

/// <summary>A database that is locked or full: no acknowledgement without a commit, and it goes on by itself afterwards.</summary>
public sealed class StorageFaultTests : IDisposable
{
    private readonly TestDatabase database = TestDatabase.Sqlite();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task A_locked_database_delays_the_acknowledgement_until_the_commit()
    {
        await using var host = new SessionHost(database);
        await host.OpenStudyAsync();
        var (token, id) = await host.CoWriteAsync();
        await using var other = new SqliteConnection($"Data Source={database.File};Pooling=False");
        await other.OpenAsync();
        await ExecuteAsync(other, "BEGIN IMMEDIATE");

        var sending = Task.Run(() => host.SendAsync(id, "Please write a draft"));
        await Task.Delay(500);
        var acknowledgedEarly = sending.IsCompleted;
        var early = (await host.ViewAsync(token)).Turns.Count;
        await ExecuteAsync(other, "COMMIT");

        Assert.IsType<SubmitResult.Sent>(await sending);
        Assert.False(acknowledgedEarly);
        Assert.Equal(0, early);
        Assert.Single((await host.ViewAsync(token)).Turns);
        await host.EndedAsync(id);
    }

    [Fact]
    public async Task A_full_disk_acknowledges_nothing_and_the_next_try_after_it_succeeds()
    {
        await using var host = new SessionHost(database);
        await host.OpenStudyAsync();
        var (token, id) = await host.CoWriteAsync();
        var text = new string('x', 200_000);
        var content = $$"""{"ops":[{"insert":"{{text}}\n"}]}""";
        database.Interceptor = new NoMorePages();

        await Assert.ThrowsAsync<DbUpdateException>(() => host.Get<SaveRevision>().RunAsync(id, SessionHost.Tab, 0, RevisionCause.Autosave, content, default));
        Assert.Null((await host.ViewAsync(token)).Document);
        database.Interceptor = new AllPages();

        Assert.Equal(new SaveResult.Saved(1), await host.Get<SaveRevision>().RunAsync(id, SessionHost.Tab, 0, RevisionCause.Autosave, content, default));
        Assert.Equal(text, (await host.ViewAsync(token)).Document!.Text);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private abstract class Pages(string limit) : DbConnectionInterceptor
    {
        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
            await ExecuteAsync((SqliteConnection)connection, $"PRAGMA max_page_count={limit}");
    }

    // SQLite lowers a limit below the present size to the present size: not one page more.
    private sealed class NoMorePages() : Pages("1");

    private sealed class AllPages() : Pages("1073741823");
}

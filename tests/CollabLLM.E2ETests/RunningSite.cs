using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CollabLLM.Data;
using CollabLLM.Data.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CollabLLM.E2ETests;

/// <summary>The real site in a process of its own, with the real embedded policies and a fresh SQLite database, on a free local port.</summary>
public sealed class RunningSite(Dictionary<string, string>? settings = null) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly string folder = Directory.CreateTempSubdirectory("collabllm-e2e-").FullName;
    private readonly List<string> log = [];
    private Process? process;

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>The site's database, for tests that need a study with data.</summary>
    private string Database => $"Data Source={Path.Combine(folder, "study.db")}";

    /// <summary>The site's database, open for what a test puts there or looks at.</summary>
    internal CollabDbContext OpenDatabase()
    {
        var builder = new DbContextOptionsBuilder<CollabDbContext>();
        builder.UseCollabDatabase(new DatabaseOptions { ConnectionString = Database });
        return new(builder.Options);
    }

    /// <summary>The one-time link of the first administrator, as the log shows it.</summary>
    public string? Invitation { get; private set; }

    /// <summary>The SQLite file.</summary>
    internal string DatabaseFile => Path.Combine(folder, "study.db");

    internal long ResidentBytes
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    public static async Task<RunningSite> StartAsync(Dictionary<string, string>? settings = null)
    {
        var site = new RunningSite(settings);
        await site.RunAsync();
        return site;
    }

    /// <summary>Ends the process without warning and starts it again on the same database.</summary>
    public async Task KillAndStartAgainAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await RunAsync();
    }

    /// <summary>The events of the session behind a participant's address, as they are stored now.</summary>
    public async Task<IReadOnlyList<StoredEvent>> EventsAsync(string participantUrl)
    {
        await using var database = await ReadAsync();
        await using var command = database.CreateCommand();
        command.CommandText = """
            SELECT e.Sequence, e.Kind, e.ServerAt, e.ClientMs, e.Turn, e.Data FROM Events e
            JOIN Sessions s ON s.Id = e.SessionId JOIN Participants p ON p.Id = s.ParticipantId WHERE p.Token = $token ORDER BY e.Sequence
            """;
        command.Parameters.AddWithValue("$token", participantUrl.Split('/')[^1]);
        await using var rows = await command.ExecuteReaderAsync();
        var events = new List<StoredEvent>();
        while (await rows.ReadAsync())
            events.Add(new(rows.GetInt64(0), rows.GetString(1), new(rows.GetInt64(2), TimeSpan.Zero), rows[3] as double?, rows.IsDBNull(4) ? null : rows.GetInt32(4), rows[5] as string));
        return events;
    }

    /// <summary>What the database says about itself: ok.</summary>
    public async Task<string?> IntegrityAsync()
    {
        await using var database = await ReadAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return await command.ExecuteScalarAsync() as string;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<SqliteConnection> ReadAsync()
    {
        var database = new SqliteConnection($"Data Source={DatabaseFile};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync();
        return database;
    }

    internal async Task RunAsync()
    {
        var root = Root();
        var start = new ProcessStartInfo("dotnet", [Application(root)]) { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = Address;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Database__ConnectionString"] = Database;
        foreach (var (name, value) in settings ?? []) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(250))
        {
            if (process.HasExited) break;
            try
            {
                if ((await http.GetAsync($"{Address}/health/ready")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        throw new InvalidOperationException($"The site did not start:\n{string.Join('\n', log.TakeLast(30))}");
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (log) log.Add(line);
        var at = line.IndexOf("/invitation/", StringComparison.Ordinal);
        if (at >= 0) Invitation = line[at..].Split(' ')[0];
    }

    // Built beside the tests in the same configuration, with the files of its pages around it.
    private static string Application(string root)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(root, "src", "CollabLLM.Web", "bin", output.Parent!.Name, output.Name, "CollabLLM.Web.dll");
    }

    internal static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "CollabLLM.sln"))) at = at.Parent!;
        return at.FullName;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

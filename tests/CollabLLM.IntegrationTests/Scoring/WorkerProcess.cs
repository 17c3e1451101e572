using System.Diagnostics;
using CollabLLM.Data.Connections;

namespace CollabLLM.IntegrationTests.Scoring;

/// <summary><c>collabllm score</c> in a process of its own: it works the queue of a shared database and ends when nothing is left to do.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> says;
    private readonly Task<string> complains;

    private WorkerProcess(Process process)
    {
        this.process = process;
        (says, complains) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <param name="name">Sent to the model's server as the key.</param>
    public static WorkerProcess Start(string name, DatabaseOptions database, string modelAddress)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "collabllm.dll"), "score", "--study", "writing"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["Database__Provider"] = database.Provider.ToString(),
            ["Database__ConnectionString"] = database.ConnectionString,
            ["Remote__Models__writer__BaseUrl"] = modelAddress,
            ["Remote__Models__writer__Model"] = "writer",
            ["Remote__Models__writer__Key"] = name,
            ["Remote__Models__writer__MaximumConcurrency"] = "24",
            ["Scoring__Lease"] = "00:00:03",
            ["Scoring__Poll"] = "00:00:00.200",
            ["Scoring__MaximumAttempts"] = "100",
            ["Scoring__FirstRetry"] = "00:00:00.100",
        }) start.Environment[key] = value;
        return new(Process.Start(start)!);
    }

    public bool HasEnded => process.HasExited;

    /// <summary>Waits for its end, whatever it is.</summary>
    public Task GoneAsync() => process.WaitForExitAsync();

    /// <summary>Waits for its end by itself, which must be a good one.</summary>
    public async Task EndAsync()
    {
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The worker ended with {process.ExitCode}: {await says}{await complains}");
    }

    /// <summary>Ends it by SIGKILL if it still runs: no handler of its own runs, nothing is flushed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

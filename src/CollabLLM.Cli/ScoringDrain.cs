using CollabLLM.Data;
using CollabLLM.Data.Scoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CollabLLM.Cli;

/// <summary>Works the queue off, retries included, and says now and then where a run stands.</summary>
internal sealed class ScoringDrain(IServiceProvider host, Guid runId, TextWriter error)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private readonly ScoringOptions options = host.GetRequiredService<IOptions<ScoringOptions>>().Value;
    private readonly TimeProvider clock = host.GetRequiredService<TimeProvider>();

    public async Task RunAsync(CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var telling = TellAsync(ended.Token);
        try
        {
            await WorkAsync(ct);
        }
        finally
        {
            await ended.CancelAsync();
            await telling;
        }
    }

    public static string Words(ScoringProgress progress) => FormattableString.Invariant(
        $"{progress.Ended} of {progress.Total} turns, {progress.SamplesPerMinute:f0} samples a minute{(progress.TimeLeft is { } left ? $", about {Math.Ceiling(left.TotalMinutes):f0} minutes left" : "")}");

    private async Task WorkAsync(CancellationToken ct)
    {
        var loop = host.GetRequiredService<ScoringLoop>();
        var worker = $"command line/{Environment.ProcessId}/{Guid.CreateVersion7(clock.GetUtcNow()):N}";
        await Task.WhenAll(Enumerable.Range(1, options.Workers).Select(async number =>
        {
            while (await IsOpenAsync(ct))
                if (!await loop.RunOneAsync($"{worker}/{number}", ct)) await Task.Delay(options.Poll, clock, ct);
        }));
    }

    private async Task TellAsync(CancellationToken ct)
    {
        var progress = host.GetRequiredService<ReadProgress>();
        try
        {
            while (true)
            {
                await Task.Delay(Pause, clock, ct);
                await error.WriteLineAsync(Words(await progress.RunAsync(runId, ct)));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The work has ended.
        }
    }

    private async Task<bool> IsOpenAsync(CancellationToken ct)
    {
        await using var db = await host.GetRequiredService<IDbContextFactory<CollabDbContext>>().CreateDbContextAsync(ct);
        return await db.ScoringJobs.AnyAsync(j => (j.State == ScoringJobState.Pending || j.State == ScoringJobState.Running)
            && db.ScoringRuns.Any(r => r.Id == j.RunId && r.State == ScoringRunState.Running), ct);
    }
}

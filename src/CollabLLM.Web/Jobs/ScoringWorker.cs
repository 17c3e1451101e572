using CollabLLM.Data.Scoring;
using Microsoft.Extensions.Options;

namespace CollabLLM.Web.Jobs;

/// <summary>Scores in the background while the site runs. Any number of workers, here and on other machines, share the queue.</summary>
internal sealed partial class ScoringWorker(ScoringLoop loop, QueueScoring queue, IOptions<ScoringOptions> options, TimeProvider clock, ILogger<ScoringWorker> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private readonly string name = $"{Environment.MachineName}/{Environment.ProcessId}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Enabled ? options.Value.Workers : 0).Select(n => WorkAsync($"{name}/{n}", stoppingToken)));

    private async Task WorkAsync(string worker, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // An idle worker also queues what participants have completed since.
                if (await loop.RunOneAsync(worker, stoppingToken) || await queue.CompletedAsync(stoppingToken) > 0) continue;
                await Task.Delay(options.Value.Poll, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The queue itself could not be reached, for instance while the database restarts: the worker lives on.
                LogFailed(failure);
                await Task.Delay(AfterFailure, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(5301, LogLevel.Error, "The scoring queue could not be read; trying again.")]
    private partial void LogFailed(Exception failure);
}

using CollabLLM.Core.Policies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollabLLM.Data.Scoring;

/// <summary>What a worker does, wherever it runs: takes a job, gives signs of life while it is scored, settles it or says why not.</summary>
public sealed partial class ScoringLoop(ScoringQueue queue, ConversationScorer scorer, IOptions<ScoringOptions> options, TimeProvider clock, ILogger<ScoringLoop> log)
{
    /// <returns>Whether there was a job to do.</returns>
    public async Task<bool> RunOneAsync(string worker, CancellationToken ct)
    {
        if (await queue.LeaseAsync(worker, ct) is not { } lease) return false;
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var signs = GiveSignsAsync(lease, lost);
        try
        {
            if (await scorer.ScoreAsync(lease, lost.Token) is ScoringOutcome.BudgetSpent) await queue.ReleaseAsync(lease, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await queue.ReleaseAsync(lease, CancellationToken.None);
            throw;
        }
        catch (Exception gone) when (gone is LeaseLostException or OperationCanceledException)
        {
            LeaseLost(lease.JobId);
        }
        catch (EngineBusyException)
        {
            await queue.ReleaseAsync(lease, ct);
            return false;
        }
        // The job loop is the one place where any failure becomes a recorded reason.
        catch (Exception failure)
        {
            AttemptFailed(failure, lease.JobId, lease.Attempt);
            await queue.FailAsync(lease, failure.Message, ct);
        }
        finally
        {
            await lost.CancelAsync();
            await signs;
        }
        return true;
    }

    private async Task GiveSignsAsync(ScoringLease lease, CancellationTokenSource lost)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.Value.Lease / 3, clock, lost.Token);
                if (!await queue.ExtendAsync(lease, lost.Token)) await lost.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }
        catch (Exception failure)
        {
            // Without a sign of life the lease runs out by itself; another worker takes the job.
            AttemptFailed(failure, lease.JobId, lease.Attempt);
        }
    }

    [LoggerMessage(5201, LogLevel.Warning, "Scoring job {JobId} failed at attempt {Attempt}")]
    private partial void AttemptFailed(Exception failure, Guid jobId, int attempt);

    [LoggerMessage(5202, LogLevel.Information, "Scoring job {JobId} is no longer this worker's")]
    private partial void LeaseLost(Guid jobId);
}

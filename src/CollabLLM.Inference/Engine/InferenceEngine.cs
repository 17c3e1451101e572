using System.Collections.Concurrent;
using CollabLLM.Core.Policies;
using CollabLLM.Inference.Engine.Pages;

namespace CollabLLM.Inference.Engine;

/// <summary>
/// One model, one thread. Any thread may submit; everything else (scheduler, pages, runtime session) belongs to the engine's thread.
/// </summary>
internal sealed class InferenceEngine : IAsyncDisposable
{
    private const int MemoryWaitMs = 5;

    private readonly BlockingCollection<(GenerationRequest Request, long Submitted)> inbox = [];
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IStepRunner runner;
    private readonly KvBudget budget;
    private readonly PagePool pool;
    private readonly PrefixCache cache;
    private readonly EngineMetrics metrics;
    private readonly Scheduler scheduler;
    private readonly TimeProvider clock;
    private readonly InferenceOptions options;
    private readonly int[] waiting = new int[2];
    private volatile bool stopping;

    public InferenceEngine(string model, IStepRunner runner, InferenceOptions options, int contextLength, TimeProvider clock, KvBudget? budget = null)
    {
        this.runner = runner;
        this.options = options;
        this.clock = clock;
        this.budget = budget ?? new(options.KvBudgetBytes);
        pool = new(runner.Shape, this.budget);
        cache = new(pool);
        this.budget.Join(cache);
        metrics = new(model, () => QueueLength, () => Evictions);
        scheduler = new(runner, pool, cache, new(options.MaxRows, options.ScoringRowsBesideInteractive, options.ChunkTokens, options.JoinStall, contextLength), metrics, clock);
        ContextLength = contextLength;
        new Thread(Loop) { IsBackground = true, Name = $"engine {model}" }.Start();
    }

    public int ContextLength { get; }

    /// <summary>Requests that have been submitted and have not ended.</summary>
    public int QueueLength => Volatile.Read(ref waiting[0]) + Volatile.Read(ref waiting[1]);

    public int Pending(ReplyPriority priority) => Volatile.Read(ref waiting[(int)priority]);

    public long KvBytes
    {
        get
        {
            lock (budget.Gate) return pool.BytesInUse;
        }
    }

    /// <summary>Pages that the cache alone holds: no row reads them.</summary>
    public int IdlePages
    {
        get
        {
            lock (budget.Gate) return cache.UnusedPages;
        }
    }

    public int PagesInUse
    {
        get
        {
            lock (budget.Gate) return pool.InUse;
        }
    }

    public long Evictions => cache.Evictions;

    public long PrefilledTokens => metrics.Prefilled;

    /// <returns>The place in the queue: 0 when it can start at once, otherwise how many must end before it.</returns>
    /// <exception cref="EngineBusyException">The queue is full.</exception>
    /// <exception cref="PolicyUnavailableException">The prompt does not fit the context, or the engine has stopped.</exception>
    public int Submit(GenerationRequest request)
    {
        if (request.Prompt.Length == 0 || request.Prompt.Length >= ContextLength)
        {
            throw new PolicyUnavailableException(PolicyFailureKind.PromptTooLong, $"The prompt has {request.Prompt.Length} tokens; 1 to {ContextLength - 1} fit the model.");
        }

        ref var count = ref waiting[(int)request.Priority];
        var limit = options.MaxRows + (request.Priority == ReplyPriority.Interactive ? options.QueueLimit : options.ScoringQueueLimit);
        var now = Interlocked.Increment(ref count);
        if (now > limit)
        {
            Interlocked.Decrement(ref count);
            metrics.Failed(PolicyFailureKind.Busy);
            throw new EngineBusyException(now - 1 - options.MaxRows, limit - options.MaxRows);
        }

        request.Leaving = () => Interlocked.Decrement(ref waiting[(int)request.Priority]);
        if (stopping || !TryEnter(request)) request.Fail(PolicyFailureKind.EngineStopped, "The engine has stopped.");
        return Math.Max(0, now - options.MaxRows);
    }

    public async ValueTask DisposeAsync()
    {
        stopping = true;
        inbox.CompleteAdding();
        await stopped.Task;
    }

    private bool TryEnter(GenerationRequest request)
    {
        try
        {
            return inbox.TryAdd((request, clock.GetTimestamp()));
        }
        catch (InvalidOperationException)
        {
            // Completed between the check and the call.
            return false;
        }
    }

    private void Step()
    {
        try
        {
            // Nothing could run although there is work: another model's rows hold the memory. Whoever comes in the meantime is taken up at once.
            if (!scheduler.Step() && scheduler.HasWork && inbox.TryTake(out var next, MemoryWaitMs)) scheduler.Add(next.Request, next.Submitted);
        }
        catch (Exception fault)
        {
            // The loop is the boundary: a fault of our own ends the requests at hand with a recorded reason, not the host.
            scheduler.Abandon(PolicyFailureKind.EngineFault, $"The engine failed in a step: {fault.GetType().Name}: {fault.Message}");
        }
    }

    private void Loop()
    {
        try
        {
            while (!stopping)
            {
                if (!scheduler.HasWork && inbox.TryTake(out var first, Timeout.Infinite)) scheduler.Add(first.Request, first.Submitted);
                while (inbox.TryTake(out var next)) scheduler.Add(next.Request, next.Submitted);
                if (!stopping) Step();
            }
        }
        finally
        {
            while (inbox.TryTake(out var late)) late.Request.Fail(PolicyFailureKind.EngineStopped, "The engine has stopped.");
            scheduler.Abandon(PolicyFailureKind.EngineStopped, "The engine has stopped.");
            runner.Dispose();
            budget.Leave(cache);
            pool.Dispose();
            metrics.Dispose();
            stopped.TrySetResult();
        }
    }
}

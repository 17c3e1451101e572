using CollabLLM.Core.Policies;
using CollabLLM.Inference.Sampling;

namespace CollabLLM.Inference.Engine;

/// <summary>One reply to be made, in token ids. It ends exactly once, through <see cref="Completion"/>.</summary>
internal sealed class GenerationRequest(int[] prompt, SamplingSettings sampling, int maxTokens, IReadOnlyCollection<int> endTokens, ReplyPriority priority)
{
    private readonly TaskCompletionSource<GenerationOutcome> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int cancelled;
    private int ended;

    public int[] Prompt { get; } = prompt;

    public SamplingSettings Sampling { get; } = sampling;

    public int MaxTokens { get; } = maxTokens;

    public IReadOnlyCollection<int> EndTokens { get; } = endTokens;

    public ReplyPriority Priority { get; } = priority;

    /// <summary>Called on the engine's thread for each token of the reply; true ends the reply (a stop string was completed).</summary>
    public Func<int, bool> OnToken { get; init; } = static _ => false;

    /// <summary>Called on the engine's thread when the number of requests that must begin before this one, itself counted, has changed; 0: it has begun.</summary>
    public Action<int> OnPlace { get; init; } = static _ => { };

    /// <summary>Called once, before <see cref="Completion"/> tells of the end: whoever saw a reply end finds its place in the queue free.</summary>
    public Action Leaving { get; set; } = static () => { };

    public Task<GenerationOutcome> Completion => completion.Task;

    public bool IsCancelled => Volatile.Read(ref cancelled) != 0;

    /// <summary>Asks the engine to stop; it does within one step.</summary>
    public void Cancel() => Interlocked.Exchange(ref cancelled, 1);

    public void End(GenerationOutcome outcome)
    {
        if (Leave()) completion.SetResult(outcome);
    }

    public void Fail(PolicyFailureKind kind, string message, Exception? inner = null)
    {
        if (Leave()) completion.SetException(new PolicyUnavailableException(kind, message, inner));
    }

    private bool Leave()
    {
        if (Interlocked.Exchange(ref ended, 1) != 0) return false;
        Leaving();
        return true;
    }
}

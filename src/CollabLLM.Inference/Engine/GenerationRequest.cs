using CollabLLM.Core.Policies;
using CollabLLM.Inference.Sampling;

namespace CollabLLM.Inference.Engine;

/// <summary>One reply to be made, in token ids. It ends exactly once, through <see cref="Completion"/>.</summary>
internal sealed class GenerationRequest(int[] prompt, SamplingSettings sampling, int maxTokens, IReadOnlyCollection<int> endTokens, ReplyPriority priority)
{
    private readonly TaskCompletionSource<GenerationOutcome> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int cancelled;

    public int[] Prompt { get; } = prompt;

    public SamplingSettings Sampling { get; } = sampling;

    public int MaxTokens { get; } = maxTokens;

    public IReadOnlyCollection<int> EndTokens { get; } = endTokens;

    public ReplyPriority Priority { get; } = priority;

    /// <summary>Called on the engine's thread for each token of the reply; true ends the reply (a stop string was completed).</summary>
    public Func<int, bool> OnToken { get; init; } = static _ => false;

    /// <summary>Called on the engine's thread when the number of requests that must begin before this one, itself counted, has changed; 0: it has begun.</summary>
    public Action<int> OnPlace { get; init; } = static _ => { };

    public Task<GenerationOutcome> Completion => completion.Task;

    public bool IsCancelled => Volatile.Read(ref cancelled) != 0;

    /// <summary>Asks the engine to stop; it does within one step.</summary>
    public void Cancel() => Interlocked.Exchange(ref cancelled, 1);

    public bool End(GenerationOutcome outcome) => completion.TrySetResult(outcome);

    public bool Fail(PolicyFailureKind kind, string message, Exception? inner = null) =>
        completion.TrySetException(new PolicyUnavailableException(kind, message, inner));
}

namespace CollabLLM.Data.Scoring;

/// <summary>What queueing came to.</summary>
public abstract record QueueResult
{
    private QueueResult() { }

    /// <param name="Added">New jobs, one per turn.</param>
    /// <param name="Known">Turns that had their job in this run already.</param>
    /// <param name="Left">Sessions that were not queued, by reason.</param>
    public sealed record Queued(Guid RunId, int Added, int Known, IReadOnlyDictionary<string, int> Left) : QueueResult;

    /// <param name="Reason">A sentence: what is wrong and how to mend it.</param>
    public sealed record Refused(string Reason) : QueueResult;
}

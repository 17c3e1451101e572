namespace CollabLLM.Inference.Remote;

/// <summary>Waits between attempts: doubled each time, drawn from the upper half so that callers refused together do not come back together.</summary>
internal static class Backoff
{
    /// <param name="attempt">1 for the first further attempt.</param>
    /// <param name="seed">The reply's seed: the same request waits the same.</param>
    /// <param name="asked">What the server asks for; not waited less, unless beyond <paramref name="longest"/>.</param>
    public static TimeSpan Wait(int attempt, TimeSpan first, TimeSpan longest, long seed, TimeSpan? asked)
    {
        var most = first * Math.Pow(2, attempt - 1);
        if (most > longest) most = longest;
        var wait = most * (0.5 + 0.5 * new Random(unchecked((int)(seed * 31) + attempt)).NextDouble());
        if (asked > wait) wait = asked.Value;
        return wait < longest ? wait : longest;
    }
}

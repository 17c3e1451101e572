namespace CollabLLM.TestKit.Soak;

/// <summary>What a soak did and what it left behind. Zero leaks: <see cref="PagesLeft"/>, <see cref="BytesLeft"/>, <see cref="QueueLeft"/> are 0 and <see cref="Ends"/> equals <see cref="Accepted"/>.</summary>
/// <param name="Accepted">Requests that an engine took.</param>
/// <param name="Ends">How often an engine said that a request ended, well or badly.</param>
/// <param name="Open">Requests that never ended.</param>
/// <param name="Busy">Requests that were refused because the queue was full.</param>
/// <param name="Reasons">Ended requests by reason.</param>
/// <param name="PagesLeft">Pages in use by no request and unknown to the cache, after the last request.</param>
/// <param name="BytesLeft">Bytes still counted in the budget after the engines were stopped.</param>
/// <param name="ManagedGrowth">Managed bytes at the end beyond those at a quarter of the time.</param>
public sealed record SoakReport(
    TimeSpan Length, long Accepted, long Ends, long Open, long Busy, IReadOnlyDictionary<string, long> Reasons, long Evictions, long Preemptions,
    int QueueLeft, int PagesLeft, long BytesLeft, long ManagedGrowth)
{
    public override string ToString() => FormattableString.Invariant(
        $"""
        {Length.TotalSeconds:f0} s, {Accepted} requests taken, {Busy} refused as busy
        ended: {string.Join(", ", Reasons.OrderByDescending(r => r.Value).Select(r => $"{r.Key} {r.Value}"))}
        evicted pages {Evictions}, preempted rows {Preemptions}
        ends reported {Ends} (wanted {Accepted}), never ended {Open}, left in the queue {QueueLeft}, pages left {PagesLeft}, bytes left {BytesLeft}
        managed memory {ManagedGrowth / 1024.0 / 1024.0:f1} MB more at the end than at a quarter of the time
        """);

    public bool IsClean => Ends == Accepted && Open == 0 && QueueLeft == 0 && PagesLeft == 0 && BytesLeft == 0;
}

namespace CollabLLM.Core.Sessions;

/// <summary>
/// A span of time, in milliseconds, split by what the participant was doing. The parts and <see cref="UnexplainedMs"/> add up to <see cref="TotalMs"/>.
/// Model wait is the policy's time, not the participant's: active time is typing + reading + rating.
/// </summary>
/// <param name="TypingMs">Bursts of input in the message box or the document.</param>
/// <param name="ReadingMs">Page visible, some event within the idle limit, not typing, nothing pending.</param>
/// <param name="IdleMs">No event for longer than the idle limit (30 s by default).</param>
/// <param name="ModelWaitMs">From sending to the end of the reply: queue, first token, stream.</param>
/// <param name="RatingMs">A rating is due and shown.</param>
/// <param name="AwayMs">Tab hidden, connection gone or page closed.</param>
/// <param name="PausedMs">From pressing Pause to going on, with the page open or closed.</param>
/// <param name="UnexplainedMs">What no event explains.</param>
public sealed record TimeSplit(long TypingMs, long ReadingMs, long IdleMs, long ModelWaitMs, long RatingMs, long AwayMs, long PausedMs, long UnexplainedMs)
{
    public static TimeSplit Zero { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    public long TotalMs => TypingMs + ReadingMs + IdleMs + ModelWaitMs + RatingMs + AwayMs + PausedMs + UnexplainedMs;

    public long ActiveMs => TypingMs + ReadingMs + RatingMs;

    public static TimeSplit operator +(TimeSplit a, TimeSplit b) => new(
        a.TypingMs + b.TypingMs, a.ReadingMs + b.ReadingMs, a.IdleMs + b.IdleMs, a.ModelWaitMs + b.ModelWaitMs,
        a.RatingMs + b.RatingMs, a.AwayMs + b.AwayMs, a.PausedMs + b.PausedMs, a.UnexplainedMs + b.UnexplainedMs);

    public static TimeSplit Add(TimeSplit left, TimeSplit right) => left + right;
}

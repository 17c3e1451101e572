using CollabLLM.Core.Sessions;

namespace CollabLLM.Core.Exports.Tables;

/// <summary>The split of time, the same in sessions and turns.</summary>
internal static class TimeColumns
{
    public static IEnumerable<Column<TRow>> Of<TRow>(Func<TRow, TimeSplit> time, string span) =>
    [
        One("total_ms", $"All the time of {span}; the parts below and unexplained_ms add up to it", time, t => t.TotalMs),
        One("active_ms", "Typing, reading and rating together: the participant's own time", time, t => t.ActiveMs),
        One("typing_ms", "Bursts of input in the message box or the document", time, t => t.TypingMs),
        One("reading_ms", "Page visible, signs of life, nothing typed and nothing pending", time, t => t.ReadingMs),
        One("idle_ms", "No sign of life for longer than the study's idle limit", time, t => t.IdleMs),
        One("model_wait_ms", "From sending to the end of the reply: the policy's time, not the participant's", time, t => t.ModelWaitMs),
        One("rating_ms", "A rating was due and shown", time, t => t.RatingMs),
        One("away_ms", "Tab hidden, connection gone or page closed", time, t => t.AwayMs),
        One("paused_ms", "From pressing Pause to going on", time, t => t.PausedMs),
        One("unexplained_ms", "What no event explains", time, t => t.UnexplainedMs),
    ];

    private static Column<TRow> One<TRow>(string name, string meaning, Func<TRow, TimeSplit> time, Func<TimeSplit, long> part) =>
        new(name, ColumnType.Whole, meaning, "ms", Column.Never, row => Cell.Of(part(time(row))));
}

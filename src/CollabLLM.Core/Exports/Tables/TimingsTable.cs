using CollabLLM.Core.Sessions;

namespace CollabLLM.Core.Exports.Tables;

/// <summary>One measured duration.</summary>
public sealed record TimingRow(int? Turn, string Part, long Milliseconds)
{
    public static IEnumerable<TimingRow> Of(int? turn, TimeSplit time) =>
    [
        new(turn, "typing", time.TypingMs), new(turn, "reading", time.ReadingMs), new(turn, "idle", time.IdleMs), new(turn, "model-wait", time.ModelWaitMs),
        new(turn, "rating", time.RatingMs), new(turn, "away", time.AwayMs), new(turn, "paused", time.PausedMs), new(turn, "unexplained", time.UnexplainedMs),
    ];
}

public static class TimingsTable
{
    private static readonly Dictionary<string, string> Parts = new()
    {
        ["typing"] = "bursts of input", ["reading"] = "page visible, signs of life, not typing", ["idle"] = "no sign of life", ["model-wait"] = "from sending to the end of the reply",
        ["rating"] = "a rating was due and shown", ["away"] = "tab hidden, connection gone or page closed", ["paused"] = "from pressing Pause to going on", ["unexplained"] = "what no event explains",
    };

    public static ExportTable<InSession<TimingRow>> Definition { get; } = new("timings", "One part of the time of a turn or of a whole session, long form for plots")
    {
        KeyColumns.Of<TimingRow>(),
        { "turn", "Turn", "from 1", "the row is about the whole session", row => (long?)row.Item.Turn },
        new Column<InSession<TimingRow>>("part", ColumnType.Text, "What the participant was doing", "part", Column.Never, row => Cell.Of(row.Item.Part)) { Labels = Parts },
        { "ms", "Duration", "ms", Column.Never, row => (long?)row.Item.Milliseconds },
    };
}

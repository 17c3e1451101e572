namespace CollabLLM.Core.Sessions;

/// <summary>
/// Splits the time between the first and the last event by what the participant was doing. Durations come from the browser's monotonic
/// clock, so no jump of a wall clock makes one negative. At each moment the first that applies counts:
/// paused (from the button to going on), away (tab hidden, connection gone, page closed), model wait (sent and not yet answered), idle (no sign of life for longer than
/// the limit; the first part up to the limit keeps its name), rating (a rating is shown and not given), typing (within a burst of input),
/// reading (the rest). Stretches that only the server saw, without any page, are unexplained, except model wait.
/// Turn n lasts from the end of the reply before it to the end of its own reply; what follows the last reply belongs to turn 0.
/// </summary>
public static class TimeSplitter
{
    public static TimeSplits Split(IEnumerable<SessionEvent> events, int idleAfterSeconds = 30)
    {
        var timeline = EventTimeline.Of(events);
        if (timeline.Count == 0) return new(TimeSplit.Zero, new Dictionary<int, TimeSplit>());
        var idleMs = idleAfterSeconds * 1000L;
        var bursts = Bursts(timeline);
        var state = new ActivityState();
        var byTurn = new Dictionary<int, TimeSplit>();
        var open = TimeSplit.Zero;
        var lastSign = timeline[0].At;
        for (var i = 0; i < timeline.Count; i++)
        {
            var moment = timeline[i];
            if (i > 0)
            {
                var stretch = moment.NewPage
                    ? Gap(moment.At - timeline[i - 1].At, state)
                    : Stretch(timeline[i - 1].At, moment.At, lastSign + idleMs, state, bursts);
                open += stretch;
            }
            state.Apply(moment);
            if (moment.Event.ClientMs is not null) lastSign = moment.At;
            if (state.TakeEndedTurn() is not { } ended) continue;
            byTurn[ended] = byTurn.GetValueOrDefault(ended, TimeSplit.Zero) + open;
            open = TimeSplit.Zero;
        }
        byTurn[0] = open;
        return new(byTurn.Values.Aggregate(TimeSplit.Zero, TimeSplit.Add), byTurn);
    }

    /// <summary>Between two pages: the participant had paused, or was gone, or waited for the model, or, when no page was ever there, nobody knows.</summary>
    private static TimeSplit Gap(long ms, ActivityState state) =>
        state.IsPaused ? TimeSplit.Zero with { PausedMs = ms } : state.HasPage ? TimeSplit.Zero with { AwayMs = ms } : state.IsWaiting ? TimeSplit.Zero with { ModelWaitMs = ms } : TimeSplit.Zero with { UnexplainedMs = ms };

    private static TimeSplit Stretch(long from, long to, long idleFrom, ActivityState state, List<(long From, long To)> bursts)
    {
        var whole = to - from;
        if (state.IsPaused) return TimeSplit.Zero with { PausedMs = whole };
        if (state.IsAway) return TimeSplit.Zero with { AwayMs = whole };
        if (state.IsWaiting) return TimeSplit.Zero with { ModelWaitMs = whole };
        if (!state.HasPage) return TimeSplit.Zero with { UnexplainedMs = whole };
        // A burst is a sign of life although its event comes only when it ends.
        var typing = Covered(bursts, from, to);
        var idle = typing > 0 ? 0 : Math.Clamp(to - Math.Max(from, idleFrom), 0, whole);
        var active = whole - idle;
        return state.IsRating
            ? TimeSplit.Zero with { IdleMs = idle, RatingMs = active }
            : TimeSplit.Zero with { IdleMs = idle, TypingMs = typing, ReadingMs = active - typing };
    }

    private static List<(long From, long To)> Bursts(IReadOnlyList<Moment> timeline)
    {
        var bursts = timeline.Where(m => m.Event.Kind == EventKinds.Typing)
            .Select(m => (From: m.At - Math.Min(m.DurationMs, m.At - m.PageFrom), To: m.At)).OrderBy(b => b.From);
        var merged = new List<(long From, long To)>();
        foreach (var burst in bursts)
        {
            if (merged.Count > 0 && burst.From <= merged[^1].To) merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, burst.To));
            else merged.Add(burst);
        }
        return merged;
    }

    private static long Covered(List<(long From, long To)> bursts, long from, long to)
    {
        var (low, high) = (0, bursts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (bursts[middle].To <= from) low = middle + 1;
            else high = middle;
        }
        var covered = 0L;
        for (; low < bursts.Count && bursts[low].From < to; low++)
            covered += Math.Min(to, bursts[low].To) - Math.Max(from, bursts[low].From);
        return covered;
    }
}

using System.Text.Json;

namespace CollabLLM.Core.Sessions;

/// <summary>
/// Puts a session's events on one axis. Within a page the browser's monotonic clock rules. Events of the server are placed between the page's
/// events by the server's clock and held within them; pages follow each other at the distance of the server's clock, at least 0.
/// </summary>
internal static class EventTimeline
{
    public static IReadOnlyList<Moment> Of(IEnumerable<SessionEvent> events)
    {
        var ordered = events.OrderBy(e => e.Sequence).ToArray();
        var timeline = new List<Moment>(ordered.Length);
        var now = 0L;
        foreach (var page in Pages(ordered))
        {
            var first = page[0];
            var isNew = timeline.Count > 0;
            if (isNew) now += Math.Max(0, Ms(first.ServerAt - timeline[^1].Event.ServerAt));
            var from = now;
            var placed = Placed(page);
            for (var i = 0; i < placed.Count; i++)
            {
                now = Math.Max(now, from + placed[i].Offset);
                timeline.Add(new(placed[i].Event, now, isNew && i == 0, from, Duration(placed[i].Event)));
            }
        }
        return timeline;
    }

    /// <summary>A page ends where the browser's clock steps back: it began anew.</summary>
    private static List<List<SessionEvent>> Pages(SessionEvent[] events)
    {
        var pages = new List<List<SessionEvent>>();
        double? last = null;
        foreach (var happened in events)
        {
            // A page that begins after events which only the server saw begins anew too: those events have no page.
            var begins = pages.Count == 0 || (happened.ClientMs is { } ms && (last is null || ms < last));
            if (begins) pages.Add([]);
            pages[^1].Add(happened);
            last = happened.ClientMs ?? last;
        }
        return pages;
    }

    private static List<(SessionEvent Event, long Offset)> Placed(List<SessionEvent> page)
    {
        var seen = page.Where(e => e.ClientMs is not null).OrderBy(e => e.ClientMs).ToArray();
        var start = seen.Length > 0 ? Round(seen[0].ClientMs!.Value) : 0;
        var placed = page.Select(e => (Event: e, Offset: e.ClientMs is { } ms ? Round(ms) - start : ByServer(e, seen, page[0], start)));
        return [.. placed.OrderBy(p => p.Offset).ThenBy(p => p.Event.Sequence)];
    }

    /// <summary>After the latest page event that the server's clock puts before it, and not after the next one.</summary>
    private static long ByServer(SessionEvent happened, SessionEvent[] seen, SessionEvent first, long start)
    {
        var before = Array.FindLastIndex(seen, e => e.ServerAt <= happened.ServerAt);
        if (seen.Length == 0) return Math.Max(0, Ms(happened.ServerAt - first.ServerAt));
        if (before < 0) return 0;
        var offset = Round(seen[before].ClientMs!.Value) - start + Ms(happened.ServerAt - seen[before].ServerAt);
        return before + 1 < seen.Length ? Math.Min(offset, Round(seen[before + 1].ClientMs!.Value) - start) : offset;
    }

    private static long Duration(SessionEvent happened)
    {
        if (happened.Kind != EventKinds.Typing || happened.Data is null) return 0;
        try
        {
            using var data = JsonDocument.Parse(happened.Data);
            return data.RootElement.TryGetProperty("durationMs", out var value) && value.TryGetDouble(out var ms) && ms > 0 ? Round(ms) : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private static long Round(double ms) => (long)Math.Round(Math.Clamp(ms, 0, 1e15));

    private static long Ms(TimeSpan span) => (long)Math.Round(span.TotalMilliseconds);
}

using CollabLLM.Core.Documents;
using CollabLLM.Core.Sessions;

namespace CollabLLM.Web.Features.Studies;

/// <summary>A session on one clock that begins with the co-writing: what the replay plays and the timeline draws.</summary>
public sealed class SessionReplay
{
    private DateTimeOffset start;

    private SessionReplay() { }

    public long DurationMs { get; private init; }

    /// <summary>The document comes from single changes; otherwise from saved versions.</summary>
    public bool FromChanges { get; private init; }

    public IReadOnlyList<ReplayFrame> Frames { get; private init; } = [];
    public IReadOnlyList<ReplaySpan> Spans { get; private init; } = [];
    public IReadOnlyList<ReplayMark> Marks { get; private init; } = [];

    /// <summary>Every moment at which something happened, in order: what lies far between two of them is idle.</summary>
    public IReadOnlyList<long> Moments { get; private init; } = [];

    public static SessionReplay Of(SessionDetail detail)
    {
        var start = detail.Session.CoWritingStartedAt ?? detail.Session.StartedAt;
        long At(DateTimeOffset moment) => Math.Max(0, (long)(moment - start).TotalMilliseconds);
        var frames = detail.Deltas.Count > 0 ? Changes(detail.Deltas, At) : [.. detail.Revisions.Select(r => new ReplayFrame(At(r.At), r.Content, true))];
        ReplayMark[] marks =
        [
            .. detail.Revisions.Select(r => new ReplayMark(At(r.At), ReplayMark.Version, $"version {r.Number}, {r.Cause.ToString().ToLowerInvariant()}")),
            .. detail.Ratings.Select(r => new ReplayMark(At(r.At), ReplayMark.Rating, $"{r.Question}: {r.Value?.ToString(null, null) ?? "prefers not to say"}")),
            .. detail.Timed.Where(e => ReplayMark.Events.Contains(e.Kind)).Select(e => new ReplayMark(At(e.ServerAt), ReplayMark.Event, e.Kind)),
        ];
        ReplaySpan[] spans =
        [
            .. detail.Turns.Select(t => new ReplaySpan(At(t.Turn.SentAt), At(t.Turn.RepliedAt ?? t.Turn.SentAt), ReplaySpan.Wait, $"turn {t.Turn.Number}: the policy replies")),
            .. Pairs(detail.Timed, EventKinds.Hidden, EventKinds.Visible, ReplaySpan.Away, "away: the tab is hidden", At),
            .. Pairs(detail.Timed, EventKinds.Paused, EventKinds.Resumed, ReplaySpan.Paused, "paused", At),
        ];
        long[] moments = [.. frames.Select(f => f.AtMs).Concat(marks.Select(m => m.AtMs)).Concat(spans.SelectMany(s => new[] { s.FromMs, s.ToMs })).Concat(detail.Timed.Select(e => At(e.ServerAt))).Distinct().Order()];
        return new() { start = start, DurationMs = Math.Max(1, moments.LastOrDefault()), FromChanges = detail.Deltas.Count > 0, Frames = frames, Spans = spans, Marks = marks, Moments = moments };
    }

    /// <summary>Milliseconds from the beginning of the co-writing.</summary>
    public long At(DateTimeOffset moment) => Math.Max(0, (long)(moment - start).TotalMilliseconds);

    // The server's clock may have been set back between two saves; the changes' order is what counts.
    private static List<ReplayFrame> Changes(IReadOnlyList<DocumentDelta> deltas, Func<DateTimeOffset, long> at)
    {
        var frames = new List<ReplayFrame>();
        foreach (var delta in deltas) frames.Add(new(Math.Max(at(delta.At), frames.Count == 0 ? 0 : frames[^1].AtMs), delta.Change, false));
        return frames;
    }

    private static IEnumerable<ReplaySpan> Pairs(IReadOnlyList<TimedEvent> events, string from, string to, string kind, string says, Func<DateTimeOffset, long> at)
    {
        DateTimeOffset? began = null;
        foreach (var happened in events.Where(e => e.Kind == from || e.Kind == to))
        {
            if (happened.Kind == from) began ??= happened.ServerAt;
            else if (began is { } since)
            {
                yield return new(at(since), at(happened.ServerAt), kind, says);
                began = null;
            }
        }
    }
}

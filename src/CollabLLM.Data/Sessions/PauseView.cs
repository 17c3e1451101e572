using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Sessions;

/// <summary>The pauses of a co-writing so far.</summary>
/// <param name="Ended">Length of those that are over.</param>
/// <param name="Since">When the one that goes on began; null: none does.</param>
public sealed record PauseView(TimeSpan Ended, DateTimeOffset? Since)
{
    /// <summary>How long a co-writing has lasted at a moment, pauses not counted.</summary>
    public TimeSpan Worked(DateTimeOffset began, DateTimeOffset now) => Least((Since ?? now) - began - Ended);

    public TimeSpan Lasted(DateTimeOffset now) => Since is { } since ? Least(now - since) : TimeSpan.Zero;

    internal static PauseView Of(IEnumerable<(string Kind, DateTimeOffset At)> inOrder)
    {
        var view = new PauseView(TimeSpan.Zero, null);
        foreach (var (kind, at) in inOrder)
        {
            if (kind == EventKinds.Paused) view = view with { Since = view.Since ?? at };
            else view = new(view.Ended + view.Lasted(at), null);
        }
        return view;
    }

    // A wall clock that steps back gives no negative time.
    private static TimeSpan Least(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}

namespace CollabLLM.Core.Sessions;

/// <summary>An event on the one time axis of a session.</summary>
/// <param name="At">Milliseconds since the session's first event; never less than the moment before.</param>
/// <param name="NewPage">Whether a page began here: the time before it was seen by no page's clock.</param>
/// <param name="PageFrom">When the page that saw it began.</param>
/// <param name="DurationMs">Length of a burst of typing; 0 for other kinds.</param>
internal sealed record Moment(SessionEvent Event, long At, bool NewPage, long PageFrom, long DurationMs);

namespace CollabLLM.Data.Sessions;

/// <summary>An event as the page noticed it.</summary>
/// <param name="Kind">One of <see cref="Core.Sessions.EventKinds"/>.</param>
/// <param name="ClientMs">The page's monotonic clock (performance.now()) in milliseconds.</param>
/// <param name="Data">JSON object, or null.</param>
public sealed record ClientEvent(string Kind, double ClientMs, int? Turn = null, string? Data = null);

using CollabLLM.Core.Sessions;

namespace CollabLLM.Web.Features.Studies;

/// <summary>Something that happened at one moment.</summary>
public sealed record ReplayMark(long AtMs, string Kind, string Says)
{
    public const string Version = "version";
    public const string Rating = "rating";
    public const string Event = "event";

    /// <summary>Events that a reader of the timeline looks for.</summary>
    public static IReadOnlyList<string> Events { get; } =
        [EventKinds.Inserted, EventKinds.Paste, EventKinds.Stopped, EventKinds.Failed, EventKinds.Retried, EventKinds.HelpAsked, EventKinds.Restored, EventKinds.Disconnected, EventKinds.TakenOver];
}

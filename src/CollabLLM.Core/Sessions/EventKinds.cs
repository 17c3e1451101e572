namespace CollabLLM.Core.Sessions;

/// <summary>The kinds of <see cref="SessionEvent"/>, as they stand in the data.</summary>
public static class EventKinds
{
    /// <summary>The session moved on; written with the step itself. Data: step.</summary>
    public const string Step = "step";

    /// <summary>The page of a step stands before the participant, also after a reload. Data: step.</summary>
    public const string StepShown = "step-shown";

    /// <summary>Data: where (window, message, document, form).</summary>
    public const string Focus = "focus";
    public const string Blur = "blur";
    public const string Hidden = "hidden";
    public const string Visible = "visible";
    public const string Connected = "connected";
    public const string Disconnected = "disconnected";
    public const string TakenOver = "taken-over";
    public const string Paused = "paused";
    public const string Resumed = "resumed";

    /// <summary>A run of input without a gap of more than 2 s; data: where (message, document, form), durationMs, keys, characters.</summary>
    public const string Typing = "typing";

    /// <summary>Text put in by the clipboard or dragged in. Data: source (own, reply, outside), characters, where, by (paste, drop).</summary>
    public const string Paste = "paste";

    /// <summary>Some sign of life that is not typing: pointer, scroll, key without input.</summary>
    public const string Activity = "activity";

    /// <summary>The end of a reply came into sight, the first time on this page.</summary>
    public const string ReadToEnd = "read-to-end";
    public const string Sent = "sent";
    public const string FirstToken = "first-token";
    public const string Replied = "replied";
    public const string Stopped = "stopped";
    public const string Failed = "failed";
    public const string Retried = "retried";

    /// <summary>Text of a reply put into the document; data: turn, start, end (offsets in the reply), at (offset in the document).</summary>
    public const string Inserted = "inserted";

    /// <summary>Inserted text was changed by the participant; data: turn, added, removed, left (characters, since the last event about it).</summary>
    public const string InsertedEdited = "inserted-edited";
    /// <summary>Text of a reply was copied, by the button or by hand; data: characters.</summary>
    public const string Copied = "copied";
    public const string Quoted = "quoted";

    /// <summary>One of two replies was picked; data: preferred (First, Second or None), firstIsLeft.</summary>
    public const string Picked = "picked";

    /// <summary>A reply was written anew; data: characters of the participant's version.</summary>
    public const string ReplyEdited = "reply-edited";

    public const string RatingShown = "rating-shown";
    public const string Rated = "rated";
    public const string Restored = "restored";
    public const string HelpAsked = "help-asked";
    public const string InstructionsOpened = "instructions-opened";
    public const string Withdrawn = "withdrawn";
}

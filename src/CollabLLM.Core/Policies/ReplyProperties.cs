namespace CollabLLM.Core.Policies;

/// <summary>Names in the additional properties of chat options and replies, beyond what the chat abstraction has fields for.</summary>
public static class ReplyProperties
{
    /// <summary>In a response and in the last update of a stream: a <see cref="ReplyFacts"/>.</summary>
    public const string Facts = "collab.facts";

    /// <summary>In updates before the first token: the place in the queue (an <see cref="int"/>, 1 is next, 0 has begun), each time it changes. Absent when nothing waits before this request.</summary>
    public const string QueuePlace = "collab.queue_place";

    /// <summary>In options: a <see cref="ReplyPriority"/>; interactive when absent.</summary>
    public const string Priority = "collab.priority";

    /// <summary>In options: a <see cref="double"/> in [0, 1), smallest probability kept as a share of the largest.</summary>
    public const string MinP = "min_p";

    /// <summary>In options: a <see cref="double"/> above 0; 1 changes nothing.</summary>
    public const string RepetitionPenalty = "repetition_penalty";
}

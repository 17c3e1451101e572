namespace CollabLLM.Core.Sessions;

/// <summary>Which of two texts a participant preferred, by the order of making, not by where they stood.</summary>
public enum PreferredReply
{
    First,
    Second,

    /// <summary>The participant had no preference.</summary>
    None,
}

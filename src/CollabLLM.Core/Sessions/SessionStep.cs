namespace CollabLLM.Core.Sessions;

/// <summary>Where a session stands, in order. The server's record decides which page a participant sees.</summary>
public enum SessionStep
{
    Consent,
    Topic,
    Intake,
    Instructions,
    CoWriting,
    FinalRatings,
    FreeText,
    Completed,
    Withdrawn,

    /// <summary>Consented, but an answer to the screening questions rules the participant out: the session ends before the allocation.</summary>
    NotEligible,
}

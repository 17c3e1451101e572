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
}

namespace CollabLLM.Data.Sessions;

/// <summary>Why a message was not taken.</summary>
public enum SubmitRefusal
{
    Unknown,
    WrongStep,
    OtherTab,
    StudyClosed,
    Empty,
    TooLong,
    ReplyPending,
    RatingDue,
    MaximumReached,
}

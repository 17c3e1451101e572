namespace CollabLLM.Core.Policies;

/// <summary>Why a policy gave no reply, or only part of one. Counted by kind; the words for participants are chosen by the page.</summary>
public enum PolicyFailureKind
{
    /// <summary>The queue was full; asking again later helps.</summary>
    Busy,

    /// <summary>The model folder is missing, broken or cannot be served.</summary>
    ModelUnavailable,

    /// <summary>The conversation does not fit the model's context length.</summary>
    PromptTooLong,

    /// <summary>No token came within the limit for the first one.</summary>
    FirstTokenTimeout,

    /// <summary>The reply was not complete within the limit for the whole.</summary>
    TotalTimeout,

    /// <summary>The model gave a logit that is not a number.</summary>
    BrokenLogits,

    /// <summary>No room for keys and values even after every idle session was dropped.</summary>
    OutOfMemory,

    /// <summary>The runtime failed in the middle of a step.</summary>
    EngineFault,

    /// <summary>A remote server failed, refused the request or broke off its reply.</summary>
    RemoteFault,

    /// <summary>The host is shutting down.</summary>
    EngineStopped,
}

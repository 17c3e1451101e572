namespace CollabLLM.Core.Policies;

/// <summary>A policy could not give its reply. The message is for coordinators and logs; it is never shown to participants.</summary>
public class PolicyUnavailableException(PolicyFailureKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public PolicyFailureKind Kind { get; } = kind;
}

using CollabLLM.Core.Sessions;

namespace CollabLLM.Data.Comparisons;

/// <summary>How far an allocated participant came.</summary>
internal sealed record SessionFate(string Participant, string Arm, Session Session)
{
    public bool IsCompleted => Session.Step == SessionStep.Completed;

    public bool IsPerProtocol => IsCompleted && Session.ExclusionReason is null;
}

using CollabLLM.Core.Studies;

namespace CollabLLM.Data.Participants;

/// <summary>What came of following a join link.</summary>
public abstract record JoinResult
{
    private JoinResult() { }

    /// <param name="Token">Secret of the participant's own link; the same for the same external identifier.</param>
    public sealed record Joined(string Token) : JoinResult;

    public sealed record Unknown : JoinResult;

    public sealed record NotOpen(StudyState State) : JoinResult;

    /// <summary>As many sessions are completed as the study wanted.</summary>
    public sealed record Full : JoinResult;

    /// <summary>The participant with this external identifier has completed or withdrawn; the token's page says which.</summary>
    public sealed record AlreadyFinished(string Token) : JoinResult;
}

namespace CollabLLM.Data.Scoring;

/// <summary>One forward sample of a candidate: its messages, its metric scores, its reward or the reason why it has none.</summary>
public sealed class RewardSampleRow
{
    private RewardSampleRow() { }

    public RewardSampleRow(Guid candidateId, string optionsHash, string kind, int index, string messagesJson, string scoresJson, double? reward, string? reason, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (CandidateId, OptionsHash, Kind, Index, MessagesJson, ScoresJson, Reward, Reason, At) =
            (candidateId, optionsHash, kind, index, messagesJson, scoresJson, reward, reason, at);
    }

    public Guid Id { get; private set; }
    public Guid CandidateId { get; private set; }
    public string OptionsHash { get; private set; } = "";

    /// <summary>simulated or observed.</summary>
    public string Kind { get; private set; } = "";

    public int Index { get; private set; }

    /// <summary>JSON array of the messages after the candidate.</summary>
    public string MessagesJson { get; private set; } = "";

    /// <summary>JSON array of metric scores, failures with their reasons.</summary>
    public string ScoresJson { get; private set; } = "";

    public double? Reward { get; private set; }
    public string? Reason { get; private set; }
    public DateTimeOffset At { get; private set; }
}

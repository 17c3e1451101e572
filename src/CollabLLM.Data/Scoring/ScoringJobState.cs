namespace CollabLLM.Data.Scoring;

/// <summary>Pending, Running under a lease, Done, Failed for good with a reason (set aside), or Cancelled.</summary>
public enum ScoringJobState
{
    Pending,
    Running,
    Done,
    Failed,
    Cancelled,
}

namespace CollabLLM.Data.Scoring;

/// <summary>State of a scoring run. Stopped: its budget is spent. Done: no job is left to do.</summary>
public enum ScoringRunState
{
    Running,
    Paused,
    Stopped,
    Cancelled,
    Done,
}

namespace CollabLLM.Data.Scoring;

/// <summary>How an attempt at a job ended.</summary>
public enum ScoringOutcome
{
    Done,

    /// <summary>The participant withdrew, or withdrew the consent to training.</summary>
    Cancelled,

    /// <summary>The run's budget is spent: the job waits.</summary>
    BudgetSpent,
}

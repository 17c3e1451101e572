namespace CollabLLM.Core.Statistics.Reports;

/// <summary>Where an outcome stands in a report: what the study asks about first, then time, then what was written, then what was scored.</summary>
public enum OutcomeGroup
{
    /// <summary>What participants said: ratings and questionnaires.</summary>
    Ratings,

    /// <summary>How long things took.</summary>
    Time,

    /// <summary>What participants and policies wrote, and what became of it.</summary>
    Writing,

    /// <summary>Who went on to the end.</summary>
    Participation,

    /// <summary>Multiturn-aware Reward and metrics.</summary>
    Scores,
}

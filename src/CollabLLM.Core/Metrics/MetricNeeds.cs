namespace CollabLLM.Core.Metrics;

/// <summary>What a metric cannot do without. A metric whose need is not met fails with that reason; it never guesses.</summary>
[Flags]
public enum MetricNeeds
{
    None = 0,

    /// <summary>A judge model.</summary>
    Judge = 1,

    /// <summary>A document extracted from the conversation: a signature such as <c>document->char-bleu</c>.</summary>
    Document = 2,

    /// <summary>A reference document or answer y_g.</summary>
    Reference = 4,

    /// <summary>The participant's final document: only live sessions have one.</summary>
    FinalDocument = 8,

    /// <summary>A reward model.</summary>
    RewardModel = 16,
}

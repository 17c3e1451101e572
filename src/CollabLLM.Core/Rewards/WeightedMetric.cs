namespace CollabLLM.Core.Rewards;

/// <summary>A metric's signature, such as <c>document->char-bleu</c> or <c>token-amount</c>, and its weight in the reward.</summary>
public sealed record WeightedMetric(string Signature, double Weight)
{
    /// <summary>What is extracted from the conversation first; null when nothing is.</summary>
    public string? Extracts => Signature.Split("->") is [var kind, _] ? kind : null;

    public string Metric => Signature.Split("->")[^1];
}

namespace CollabLLM.Core.Statistics;

/// <summary>Nothing can be said, and why, as one sentence that a researcher can act on.</summary>
public sealed record Refusal(string Reason);

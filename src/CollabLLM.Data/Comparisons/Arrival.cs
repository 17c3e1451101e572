namespace CollabLLM.Data.Comparisons;

/// <summary>Somebody who followed a join link, as the flow counts them.</summary>
internal sealed record Arrival(Guid Id, bool IsBot, bool HasConsented);

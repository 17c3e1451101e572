namespace CollabLLM.Inference;

/// <summary>A loaded model, for the health page.</summary>
/// <param name="ProviderReason">Why it runs where it runs.</param>
/// <param name="Attention">paged, or plain with the reason.</param>
public sealed record ModelStatus(string Name, string Hash, string Provider, string ProviderReason, string Attention, int QueueLength, long KvBytes);

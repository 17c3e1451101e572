namespace CollabLLM.Core.Policies;

/// <summary>What is known of one reply of a policy, measured by the engine. Durations in milliseconds; null where a remote model does not tell.</summary>
/// <param name="ModelHash">SHA-256 of the model folder's files, or the name of a remote model.</param>
/// <param name="ReusedTokens">Prompt tokens whose keys and values were still in memory and not computed again.</param>
/// <param name="QueueMs">From asking until the engine began.</param>
/// <param name="FirstTokenMs">From asking until the first token.</param>
/// <param name="StreamMs">From the first token to the last.</param>
/// <param name="FinishReason">stop, length, cancelled or error.</param>
public sealed record ReplyFacts(
    string ModelHash,
    long Seed,
    int? PromptTokens,
    int? ReusedTokens,
    int? ReplyTokens,
    double? QueueMs,
    double? FirstTokenMs,
    double? StreamMs,
    string FinishReason);

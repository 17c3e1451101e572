namespace CollabLLM.Inference.Engine;

/// <summary>How a reply ended, and its counters.</summary>
/// <param name="ReusedTokens">Prompt tokens that were found computed.</param>
/// <param name="FirstToken">From submission to the first token; null where there was none.</param>
/// <param name="Stream">From the first token to the last.</param>
internal sealed record GenerationOutcome(
    FinishKind Finish, int PromptTokens, int ReusedTokens, int ReplyTokens, TimeSpan Queued, TimeSpan? FirstToken, TimeSpan Stream);

using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace CollabLLM.Web.Features.ModelApi;

internal sealed record ModelList(IReadOnlyList<ModelEntry> Data, string Object = "list");

internal sealed record ModelEntry(string Id, long Created, string Object = "model", string OwnedBy = "collabllm");

internal sealed record Completion(string Id, long Created, string Model, IReadOnlyList<CompletionChoice> Choices, Usage Usage, string Object = "chat.completion");

internal sealed record CompletionChoice(CompletionMessage Message, string FinishReason, int Index = 0, object? Logprobs = null);

internal sealed record CompletionMessage(string Content, string Role = "assistant", string? Refusal = null);

internal sealed record Chunk(string Id, long Created, string Model, IReadOnlyList<ChunkChoice> Choices, Usage? Usage = null, string Object = "chat.completion.chunk");

internal sealed record ChunkChoice(Delta Delta, string? FinishReason = null, int Index = 0, object? Logprobs = null);

internal sealed record Delta(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Content = null);

internal sealed record Usage(long PromptTokens, long CompletionTokens, long TotalTokens, PromptDetails PromptTokensDetails)
{
    public static Usage Of(UsageDetails details) =>
        new(details.InputTokenCount ?? 0, details.OutputTokenCount ?? 0, details.TotalTokenCount ?? 0, new(details.CachedInputTokenCount ?? 0));
}

internal sealed record PromptDetails(long CachedTokens);

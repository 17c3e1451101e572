using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

// The seed and fields beyond the official request are marked as subject to change in the client library.
#pragma warning disable OPENAI001, SCME0001

namespace CollabLLM.Inference.Remote;

/// <summary>A request in the words of the OpenAI client. Nothing that a study asks for is dropped: what the official request lacks goes along under its usual name.</summary>
internal static class RemoteRequest
{
    public static OpenAI.Chat.ChatMessage[] Messages(IEnumerable<ChatMessage> messages) => [.. messages.Select(Of)];

    public static ChatCompletionOptions Options(ChatOptions? options, long seed)
    {
        var request = new ChatCompletionOptions
        {
            Temperature = options?.Temperature, TopP = options?.TopP, MaxOutputTokenCount = options?.MaxOutputTokens,
            FrequencyPenalty = options?.FrequencyPenalty, PresencePenalty = options?.PresencePenalty, Seed = seed,
        };
        foreach (var stop in options?.StopSequences ?? []) request.StopSequences.Add(stop);
        if (options?.TopK is { } topK) request.Patch.Set("$.top_k"u8, topK);
        if (options?.AdditionalProperties is not { } more) return request;
        if (more.TryGetValue(ReplyProperties.MinP, out double minP)) request.Patch.Set("$.min_p"u8, minP);
        if (more.TryGetValue(ReplyProperties.RepetitionPenalty, out double penalty)) request.Patch.Set("$.repetition_penalty"u8, penalty);
        return request;
    }

    private static OpenAI.Chat.ChatMessage Of(ChatMessage message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text)
        : message.Role == ChatRole.Assistant ? new AssistantChatMessage(message.Text)
        : new UserChatMessage(message.Text);
}

using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using OpenAIFinish = OpenAI.Chat.ChatFinishReason;

namespace CollabLLM.Inference.Remote;

/// <summary>What one remote reply has told so far, and in the end its facts.</summary>
internal sealed class RemoteReply(string model, long seed, TimeProvider clock)
{
    private readonly string id = Guid.CreateVersion7().ToString("n");
    private readonly long asked = clock.GetTimestamp();
    private TimeSpan? queued;
    private TimeSpan? first;
    private TimeSpan last;
    private ChatTokenUsage? usage;
    private OpenAIFinish? finish;

    public bool HasText => first is not null;

    /// <summary>A place was free: the request goes out.</summary>
    public void Begin() => queued = clock.GetElapsedTime(asked);

    /// <summary>The text of an update as an update of ours; null where it holds none.</summary>
    public ChatResponseUpdate? Note(StreamingChatCompletionUpdate update)
    {
        usage = update.Usage ?? usage;
        finish = update.FinishReason ?? finish;
        var text = string.Concat(update.ContentUpdate.Select(part => part.Text));
        if (text.Length == 0) return null;
        last = clock.GetElapsedTime(asked);
        first ??= last;
        return Update(new TextContent(text));
    }

    /// <exception cref="PolicyUnavailableException">The stream ended without saying why: it broke off, and what came is not the whole reply.</exception>
    public ChatResponseUpdate End()
    {
        var reason = finish switch
        {
            OpenAIFinish.Stop => "stop",
            OpenAIFinish.Length => "length",
            null => throw Fault("the stream ended before the reply did"),
            _ => throw Fault($"the reply ended as {finish}, not as text"),
        };
        var update = usage is null ? Update() : Update(new UsageContent(new()
        {
            InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount,
            CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
        }));
        update.FinishReason = finish == OpenAIFinish.Length ? Microsoft.Extensions.AI.ChatFinishReason.Length : Microsoft.Extensions.AI.ChatFinishReason.Stop;
        update.AdditionalProperties = new() { [ReplyProperties.Facts] = Facts(reason) };
        return update;
    }

    private ReplyFacts Facts(string reason) => new(
        model, seed, usage?.InputTokenCount, usage?.InputTokenDetails?.CachedTokenCount, usage?.OutputTokenCount,
        queued?.TotalMilliseconds, first?.TotalMilliseconds, first is { } begun ? (last - begun).TotalMilliseconds : null, reason);

    private PolicyUnavailableException Fault(string what) => new(PolicyFailureKind.RemoteFault, $"{model}: {what}.");

    private ChatResponseUpdate Update(params AIContent[] contents) => new(ChatRole.Assistant, contents) { ResponseId = id, MessageId = id, ModelId = model };
}

using System.Runtime.CompilerServices;
using CollabLLM.Core.Conversations;
using CollabLLM.Core.Policies;
using CollabLLM.Inference.Engine;
using CollabLLM.Inference.Models;
using Microsoft.Extensions.AI;

namespace CollabLLM.Inference;

/// <summary>A model folder as a chat client: messages in, text streamed out, and at the end what the reply took.</summary>
internal sealed class OnnxChatClient(ModelCatalog catalog, string model) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken)) updates.Add(update);
        var response = updates.ToChatResponse();
        response.AdditionalProperties = updates[^1].AdditionalProperties;
        return response;
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var id = Guid.CreateVersion7().ToString("n");
        await using var lease = await catalog.LeaseAsync(model, cancellationToken);
        var loaded = lease.Model;
        var request = ReplyRequest.Of(options, loaded.Defaults, catalog.Options.DefaultMaxTokens);
        var reply = ReplyStream.Start(loaded, Prompt(loaded, messages), request, catalog.Options, catalog.Clock);
        if (reply.QueuePlace > 0) yield return Waiting(id, reply.QueuePlace);
        await foreach (var piece in reply.ReadPiecesAsync(cancellationToken)) yield return piece.QueuePlace is { } place ? Waiting(id, place) : Update(id, piece.Text, null);

        var outcome = await reply.Outcome;
        var last = Update(id, null, new() { [ReplyProperties.Facts] = Facts(loaded, request, outcome) });
        last.FinishReason = outcome.Finish == FinishKind.Length ? ChatFinishReason.Length : ChatFinishReason.Stop;
        last.Contents.Add(new UsageContent(new()
        {
            InputTokenCount = outcome.PromptTokens, OutputTokenCount = outcome.ReplyTokens, TotalTokenCount = outcome.PromptTokens + outcome.ReplyTokens,
            CachedInputTokenCount = outcome.ReusedTokens,
        }));
        yield return last;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("collabllm", defaultModelId: model)
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>The catalog owns the model; a client holds nothing.</summary>
    public void Dispose()
    {
    }

    private static int[] Prompt(LoadedModel model, IEnumerable<ChatMessage> messages)
    {
        try
        {
            return model.Text.Prompt([.. messages.Select(Of)]);
        }
        catch (ModelFolderException fault)
        {
            throw new PolicyUnavailableException(PolicyFailureKind.ModelUnavailable, fault.Message, fault);
        }
    }

    private ChatResponseUpdate Update(string id, string? text, AdditionalPropertiesDictionary? properties) =>
        new(ChatRole.Assistant, text is null ? [] : [new TextContent(text)]) { ResponseId = id, MessageId = id, ModelId = model, AdditionalProperties = properties };

    private ChatResponseUpdate Waiting(string id, int place) => Update(id, null, new() { [ReplyProperties.QueuePlace] = place });

    private static Message Of(ChatMessage message) => new(
        message.Role == ChatRole.System ? MessageRole.System : message.Role == ChatRole.Assistant ? MessageRole.Assistant : MessageRole.User, message.Text);

    private static ReplyFacts Facts(LoadedModel model, ReplyRequest request, GenerationOutcome outcome) => new(
        model.Description.Hash, request.Sampling.Seed, outcome.PromptTokens, outcome.ReusedTokens, outcome.ReplyTokens,
        outcome.Queued.TotalMilliseconds, outcome.FirstToken?.TotalMilliseconds, outcome.Stream.TotalMilliseconds,
        outcome.Finish switch { FinishKind.Length => "length", FinishKind.Cancelled => "cancelled", _ => "stop" });
}

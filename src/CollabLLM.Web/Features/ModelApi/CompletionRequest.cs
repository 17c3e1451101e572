using System.Text.Json;
using CollabLLM.Core.Policies;
using Microsoft.Extensions.AI;

namespace CollabLLM.Web.Features.ModelApi;

/// <summary>The body of a request. Fields that change nothing here (user, metadata) are passed over; those that would change the reply and are not served are refused.</summary>
internal sealed record CompletionRequest(
    string? Model, IReadOnlyList<RequestMessage>? Messages, float? Temperature, float? TopP, int? TopK, double? MinP, double? RepetitionPenalty,
    float? FrequencyPenalty, float? PresencePenalty, int? MaxTokens, int? MaxCompletionTokens, JsonElement Stop, long? Seed, int? N, bool? Stream,
    StreamOptions? StreamOptions, JsonElement Tools, bool? Logprobs, JsonElement ResponseFormat)
{
    public bool WantsUsage => StreamOptions?.IncludeUsage is true;

    /// <exception cref="RequestFault">Something in it cannot be served.</exception>
    public void Check(IReadOnlyList<string> models)
    {
        Require(Model is not null && models.Contains(Model, StringComparer.Ordinal), "model", $"There is no model '{Model}' here.");
        Require(Messages is { Count: > 0 }, "messages", "A request needs at least one message.");
        Require(N is null or 1, "n", "One reply is made for a request: leave n out or set it to 1.");
        Require(Tools.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || Tools is { ValueKind: JsonValueKind.Array } && Tools.GetArrayLength() == 0, "tools", "Tools are not served.");
        Require(Logprobs is not true, "logprobs", "Log probabilities are not served.");
        Require(ResponseFormat.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || ResponseFormat.ValueKind == JsonValueKind.Object && ResponseFormat.TryGetProperty("type", out var type) && type.ValueEquals("text"), "response_format", "Replies are text: leave response_format out.");
        Require(Temperature is null or (>= 0 and <= 2), "temperature", "temperature goes from 0 to 2.");
        Require(TopP is null or (> 0 and <= 1), "top_p", "top_p lies above 0 and up to 1.");
        Require(TopK is null or >= 0, "top_k", "top_k is 0 (all tokens) or more.");
        Require(MinP is null or (>= 0 and < 1), "min_p", "min_p goes from 0 to below 1.");
        Require(RepetitionPenalty is null or > 0, "repetition_penalty", "repetition_penalty lies above 0.");
        Require(FrequencyPenalty is null or (>= -2 and <= 2), "frequency_penalty", "frequency_penalty goes from -2 to 2.");
        Require(PresencePenalty is null or (>= -2 and <= 2), "presence_penalty", "presence_penalty goes from -2 to 2.");
        Require((MaxCompletionTokens ?? MaxTokens) is null or >= 1, "max_completion_tokens", "A reply has at least one token.");
    }

    /// <summary>Other tools wait behind participants, as scoring does.</summary>
    public ChatOptions Options()
    {
        var more = new AdditionalPropertiesDictionary { [ReplyProperties.Priority] = ReplyPriority.Scoring };
        if (MinP is { } minP) more[ReplyProperties.MinP] = minP;
        if (RepetitionPenalty is { } penalty) more[ReplyProperties.RepetitionPenalty] = penalty;
        return new()
        {
            Temperature = Temperature, TopP = TopP, TopK = TopK, FrequencyPenalty = FrequencyPenalty, PresencePenalty = PresencePenalty,
            MaxOutputTokens = MaxCompletionTokens ?? MaxTokens, StopSequences = Stops(), Seed = Seed, AdditionalProperties = more,
        };
    }

    private List<string> Stops() => Stop.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.String => [Stop.GetString()!],
        JsonValueKind.Array when Stop.EnumerateArray().All(s => s.ValueKind == JsonValueKind.String) => [.. Stop.EnumerateArray().Select(s => s.GetString()!)],
        _ => throw new RequestFault("stop is a string or a list of strings.", "stop"),
    };

    private static void Require(bool holds, string param, string otherwise)
    {
        if (!holds) throw new RequestFault(otherwise, param);
    }
}

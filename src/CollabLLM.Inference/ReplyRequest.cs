using System.Security.Cryptography;
using CollabLLM.Core.Policies;
using CollabLLM.Inference.Models;
using CollabLLM.Inference.Sampling;
using Microsoft.Extensions.AI;

namespace CollabLLM.Inference;

/// <summary>What a caller's chat options mean for one reply: what they leave open comes from the model folder, then from the settings.</summary>
internal sealed record ReplyRequest(SamplingSettings Sampling, int MaxTokens, IReadOnlyList<string> StopStrings, ReplyPriority Priority)
{
    public static ReplyRequest Of(ChatOptions? options, GenerationDefaults defaults, int defaultMaxTokens)
    {
        var more = options?.AdditionalProperties;
        double Number(string name, double otherwise) => more is not null && more.TryGetValue(name, out double given) ? given : otherwise;
        return new(
            new(
                options?.Temperature ?? defaults.Temperature, options?.TopK ?? defaults.TopK, options?.TopP ?? defaults.TopP, Number(ReplyProperties.MinP, defaults.MinP),
                Number(ReplyProperties.RepetitionPenalty, defaults.RepetitionPenalty), options?.FrequencyPenalty ?? 0, options?.PresencePenalty ?? 0,
                options?.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue)),
            options?.MaxOutputTokens ?? defaults.MaxTokens ?? defaultMaxTokens,
            [.. (options?.StopSequences ?? []).Where(s => s.Length > 0)],
            more is not null && more.TryGetValue(ReplyProperties.Priority, out ReplyPriority priority) ? priority : ReplyPriority.Interactive);
    }
}

namespace CollabLLM.Inference.Sampling;

/// <summary>Lowers the logits of tokens that were already there. Repetition counts prompt and reply (CTRL, Keskar et al. 2019); frequency and presence the reply alone.</summary>
internal static class Penalties
{
    public static void Apply(Span<float> logits, SamplingSettings settings, ReadOnlySpan<int> tokens, int promptTokens)
    {
        if (settings.RepetitionPenalty != 1) Repetition(logits, (float)settings.RepetitionPenalty, tokens);
        if (settings.FrequencyPenalty == 0 && settings.PresencePenalty == 0) return;
        foreach (var (token, count) in tokens[promptTokens..].ToArray().CountBy(t => t))
        {
            logits[token] -= (float)((settings.FrequencyPenalty * count) + settings.PresencePenalty);
        }
    }

    private static void Repetition(Span<float> logits, float penalty, ReadOnlySpan<int> tokens)
    {
        var seen = new HashSet<int>();
        foreach (var token in tokens)
        {
            if (!seen.Add(token)) continue;
            logits[token] = logits[token] > 0 ? logits[token] / penalty : logits[token] * penalty;
        }
    }
}
